package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** How far a build is, on one line of a terminal that is written again and again. Silent where there is no terminal. */
final class ProgressBar implements BuildProgress, AutoCloseable {

    private static final int WIDTH = 30;
    private static final Duration PAUSE = Duration.ofMillis(100);

    @SuppressWarnings("SystemConsoleNull") // Since Java 25 it is null again where there is no terminal.
    private final boolean shown = System.console() != null;

    private final InstantSource clock;
    private final Instant start;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::stop);
    private volatile boolean stopping;
    private Instant last;
    private boolean written;

    ProgressBar(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
        this.last = start;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public synchronized void advanced(long done, long total) {
        Instant now = clock.instant();
        if (!shown || total == 0 || (Duration.between(last, now).compareTo(PAUSE) < 0 && done < total)) {
            return;
        }
        last = now;
        written = true;
        int full = (int) (WIDTH * done / total);
        double seconds = Duration.between(start, now).toMillis() / 1e3;
        System.err.printf(
                Locale.ROOT,
                "\r[%s%s] %3d %%  %,d of %,d MB, %.0f s left ",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                100 * done / total,
                done >> 20,
                total >> 20,
                Math.ceil(done == 0 ? 0 : seconds * (total - done) / done));
        System.err.flush();
    }

    @Override
    public boolean cancelled() {
        return stopping;
    }

    /** A process that is told to end waits until the build has cleaned up. */
    private void stop() {
        stopping = true;
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (!stopping) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        if (written) {
            System.err.println();
        }
    }
}
