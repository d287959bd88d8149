package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Threads that make the pieces of a data file, each the next one that nobody has taken. The first failure ends all. */
final class PieceWorkers {

    private static final int FLUSHES = 4;

    private final List<DataFile.Piece> pieces;
    private final Supplier<DataFile.Target> targets;
    private final BuildProgress progress;
    private final Frontier frontier;
    private final long total;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong done = new AtomicLong();

    PieceWorkers(
            List<DataFile.Piece> pieces, Supplier<DataFile.Target> targets, BuildProgress progress, Frontier frontier) {
        this.pieces = List.copyOf(pieces);
        this.targets = targets;
        this.progress = progress;
        this.frontier = frontier;
        this.total = pieces.stream().mapToLong(DataFile.Piece::sourceBytes).sum();
    }

    /** Brings to the disk what is written. */
    interface Flush {
        void run() throws IOException;
    }

    /**
     * @param follower runs beside them
     * @param flush is done several times, so that little is left for the last time, when all pieces are made
     * @return what the follower gives
     */
    String run(int threads, Callable<String> follower, Flush flush) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads + 1)) {
            var running = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(this::work));
            }
            Future<String> following = pool.submit(follower);
            for (int i = 1; i < FLUSHES && frontier.await(pieces.size() * i / FLUSHES); i++) {
                flush.run();
            }
            for (Future<Boolean> worker : running) {
                worker.get();
            }
            flush.run();
            return following.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            frontier.abandon();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The build was interrupted.");
        }
    }

    private boolean work() throws IOException {
        DataFile.Target target = targets.get();
        for (int i = next.getAndIncrement(); i < pieces.size() && !frontier.abandoned(); i = next.getAndIncrement()) {
            try {
                if (progress.cancelled()) {
                    throw new InterruptedIOException("The build was cancelled.");
                }
                pieces.get(i).work().write(target);
            } catch (IOException | RuntimeException e) {
                frontier.abandon();
                throw e;
            }
            frontier.made(i);
            progress.advanced(done.addAndGet(pieces.get(i).sourceBytes()), total);
        }
        return true;
    }
}
