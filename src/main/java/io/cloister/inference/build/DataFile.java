package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The file of a graph's weights. First every tensor gets its region and says in which pieces it is made; then all pieces
 * are made, as many at a time as there are cores, each a few megabytes, and written where they belong. So memory does
 * not grow with the model.
 */
final class DataFile {

    static final String NAME = "model.onnx.data";

    /** So that the runtime can map a tensor into memory where it lies. */
    private static final int ALIGNMENT = 4096;

    private final List<Piece> pieces = new ArrayList<>();
    private long end;

    /** Where a tensor lies, in bytes. */
    record Region(long offset, long length) {}

    /** Makes part of a tensor and writes it. */
    interface Work {
        void write(Target target) throws IOException;
    }

    /** Takes bytes for a place in a region. May be used by several threads at once. */
    interface Target {
        /** @param at offset within the region */
        void write(Region region, long at, ByteBuffer bytes) throws IOException;
    }

    private record Piece(long sourceBytes, Work work) {}

    Region reserve(long bytes) {
        long offset = Math.ceilDiv(end, ALIGNMENT) * ALIGNMENT;
        end = offset + bytes;
        return new Region(offset, bytes);
    }

    /** @param sourceBytes of the checkpoint that the piece is made of */
    void add(long sourceBytes, Work work) {
        pieces.add(new Piece(sourceBytes, work));
    }

    /** @throws IOException where the disk has too little space */
    void requireSpace(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < end) {
            throw new UnusableCheckpointException(
                    "The model takes %,d MB and the disk of '%s' has %,d MB left; make room or choose another disk."
                            .formatted(end >> 20, folder.getParent(), free >> 20));
        }
    }

    /**
     * Makes all pieces.
     *
     * @throws IOException where a piece cannot be made or the disk is full
     * @throws InterruptedIOException where the build was cancelled
     */
    void write(Path folder, int threads, BuildProgress progress) throws IOException {
        try (var channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Target target = (region, at, bytes) -> {
                for (long offset = region.offset() + at; bytes.hasRemaining(); ) {
                    offset += channel.write(bytes, offset);
                }
            };
            run(threads, worker(target, progress));
            // On the disk before the folder takes its name.
            channel.force(false);
        }
    }

    private Callable<Boolean> worker(Target target, BuildProgress progress) {
        var next = new AtomicInteger();
        var done = new AtomicLong();
        var failed = new AtomicBoolean();
        long total = pieces.stream().mapToLong(Piece::sourceBytes).sum();
        return () -> {
            for (int i = next.getAndIncrement(); i < pieces.size() && !failed.get(); i = next.getAndIncrement()) {
                if (progress.cancelled()) {
                    failed.set(true);
                    throw new InterruptedIOException("The build was cancelled.");
                }
                Piece piece = pieces.get(i);
                try {
                    piece.work().write(target);
                } catch (IOException | RuntimeException e) {
                    failed.set(true);
                    throw e;
                }
                progress.advanced(done.addAndGet(piece.sourceBytes()), total);
            }
            return true;
        };
    }

    private static void run(int threads, Callable<Boolean> worker) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(worker));
            }
            for (Future<Boolean> future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The build was interrupted.");
        }
    }
}
