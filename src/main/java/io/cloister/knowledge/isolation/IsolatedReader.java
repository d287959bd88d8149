package io.cloister.knowledge.isolation;

import io.cloister.knowledge.ingestion.ParsedDocument;
import io.cloister.knowledge.ingestion.RefusedFile;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads files in processes that are kept for the next ones. Safe for use by many threads. */
public final class IsolatedReader implements AutoCloseable {

    /** After so many files a process makes room for a fresh one, whatever they left in it. */
    private static final int FILES_OF_A_PROCESS = 500;

    private final ReaderLimits limits;
    private final ReaderCommand command;
    private final Semaphore turns;
    private final BlockingQueue<ReaderProcess> idle;
    private final Set<ReaderProcess> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public IsolatedReader(ReaderLimits limits) {
        this.limits = limits;
        this.command = new ReaderCommand(limits);
        this.turns = new Semaphore(limits.processes(), true);
        this.idle = new ArrayBlockingQueue<>(limits.processes());
    }

    /**
     * Reads one file.
     *
     * @param fileName as given by the person; never used as a path
     * @throws RefusedFile where it is of no accepted kind, locked, damaged, without text, takes too long, or kills its
     *     reader
     */
    public ParsedDocument parse(byte[] content, String fileName) {
        takeTurn();
        try {
            ReaderProcess process = free();
            Answer answer = process.ask(content, fileName, limits.deadline());
            giveBack(process);
            return answer.orRefuse();
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(limits.deadline().toMillis() * 4, TimeUnit.MILLISECONDS)) {
                throw RefusedFile.busy();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw RefusedFile.busy();
        }
    }

    private ReaderProcess free() {
        @Nullable ReaderProcess waiting = idle.poll();
        while (waiting != null && !waiting.isAlive()) {
            retire(waiting);
            waiting = idle.poll();
        }
        if (waiting != null) {
            return waiting;
        }
        all.removeIf(process -> !process.isAlive());
        ReaderProcess fresh = new ReaderProcess(command);
        all.add(fresh);
        return fresh;
    }

    private void giveBack(ReaderProcess process) {
        if (closed || process.read() >= FILES_OF_A_PROCESS || !idle.offer(process)) {
            retire(process);
        }
    }

    private void retire(ReaderProcess process) {
        process.close();
        all.remove(process);
    }

    /** The processes that wait or work. */
    Set<ReaderProcess> processes() {
        return Set.copyOf(all);
    }

    @Override
    public void close() {
        closed = true;
        processes().forEach(this::retire);
    }
}
