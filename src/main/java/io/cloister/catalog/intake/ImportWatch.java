package io.cloister.catalog.intake;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down several times a second how far an import is, and stops it where the table says so. */
final class ImportWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final ImportTable table;
    private final UUID job;
    private final ImportProgress progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    ImportWatch(ImportTable table, UUID job, ImportProgress progress) {
        this.table = table;
        this.job = job;
        this.progress = progress;
        this.thread = Thread.ofVirtual().name("model-import-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!ended.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (table.report(job, progress.report()) && !progress.cancelled()) {
                progress.cancel();
            }
        } catch (RuntimeException e) {
            LOG.warn("The progress of the import {} cannot be written down: {}", job, e.getMessage());
        }
    }

    /** Afterwards nothing is written down any more. */
    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
