package io.cloister.inference.onnx;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The platform threads that native code runs on. A virtual thread inside a native call would hold its carrier, so
 * requests wait here instead. Everything waiting holds a permit, which bounds the queue.
 */
public final class NativeWork implements AutoCloseable {

    private final ExecutorService threads;
    private final Semaphore permits;

    /**
     * @param threads calls into native code at the same time, at least 1
     * @param waiting users admitted at the same time, at least 1; the next one is refused
     */
    public NativeWork(int threads, int waiting) {
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("onnx-", 0).daemon().factory());
        this.permits = new Semaphore(waiting);
    }

    /**
     * Admits one user until the permit is closed; it hands in one task at a time.
     *
     * @throws Problem {@code unavailable} where too many are waiting
     */
    public Permit admit() {
        if (!permits.tryAcquire()) {
            throw new Problem(
                    ProblemType.UNAVAILABLE, "The models are busy with other questions. Please try again in a minute.");
        }
        return new Permit();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    /** One admitted user. */
    public final class Permit implements AutoCloseable {

        private boolean open = true;

        private Permit() {}

        /** Runs the task on a native thread and waits for it, even when interrupted: native memory is in use. */
        public <T> T run(Callable<T> task) {
            Future<T> future = threads.submit(task);
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return future.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException("A model failed while running", e.getCause());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public synchronized void close() {
            if (open) {
                open = false;
                permits.release();
            }
        }
    }
}
