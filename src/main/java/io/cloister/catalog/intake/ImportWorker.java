package io.cloister.catalog.intake;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Brings in what waits, one model at a time, on one thread of one of the processes that work on a database. */
@Component
class ImportWorker implements SmartLifecycle {

    /** Before the web server starts and after it stops; the trail is sealed meanwhile. */
    private static final int PHASE = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final long LOOK_EVERY_SECONDS = 1;
    private static final Duration MOST_TO_STOP = Duration.ofSeconds(20);

    private final DataSource database;
    private final ImportTable table;
    private final ImportRun run;
    private final Staging staging;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private @Nullable Thread thread;
    private @Nullable ImportProgress current;
    private volatile boolean running;
    private @Nullable WorkerLock lock;
    private boolean trouble;

    ImportWorker(DataSource database, ImportTable table, ImportRun run, Staging staging, Clock clock) {
        this.database = database;
        this.table = table;
        this.run = run;
        this.staging = staging;
        this.clock = clock;
    }

    /** Ends first what an earlier run left open: before anything else looks at the trail, and before requests come. */
    @Override
    public synchronized void start() {
        running = true;
        attempt(() -> {
            becomeTheWorker();
            if (lock != null) {
                staging.endAll();
            }
        });
        thread = Thread.ofPlatform().daemon().name("model-import").start(this::work);
    }

    /** There is something to do. */
    void wake() {
        news.release();
    }

    private void work() {
        while (running) {
            attempt(this::step);
        }
        giveUp();
    }

    private void step() throws SQLException, InterruptedException {
        becomeTheWorker();
        WorkerLock held = lock;
        Optional<ImportJob> next = held != null && held.isAnyWaiting() ? table.next() : Optional.empty();
        if (next.isPresent()) {
            carryOut(next.get());
        } else if (news.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
            news.drainPermits();
        }
    }

    private void becomeTheWorker() throws SQLException {
        if (lock != null) {
            return;
        }
        lock = WorkerLock.tryAcquire(database).orElse(null);
        if (lock != null) {
            table.begun().forEach(run::endInterrupted);
        }
    }

    private void carryOut(ImportJob job) {
        ImportProgress progress = new ImportProgress(clock);
        synchronized (this) {
            current = progress;
            if (!running) {
                return;
            }
        }
        try {
            run.run(job, progress);
        } finally {
            synchronized (this) {
                current = null;
            }
        }
    }

    /** Without the database nothing can be brought in; whatever was under way then is ended when it is back. */
    private void attempt(Work work) {
        try {
            work.run();
            trouble = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        } catch (SQLException | RuntimeException e) {
            if (!trouble) {
                LOG.warn("Models cannot be brought in at the moment", e);
                trouble = true;
            }
            giveUp();
            pause();
        }
    }

    private void pause() {
        try {
            var _ = news.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void giveUp() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    private interface Work {
        void run() throws SQLException, InterruptedException;
    }

    @Override
    public void stop() {
        Thread stopped;
        synchronized (this) {
            running = false;
            stopped = thread;
            thread = null;
            if (current != null) {
                current.stopWithServer();
            }
        }
        wake();
        try {
            if (stopped != null && !stopped.join(MOST_TO_STOP)) {
                LOG.warn("An import does not stop; it ends with the process");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
