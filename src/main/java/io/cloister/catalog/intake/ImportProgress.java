package io.cloister.catalog.intake;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelManifest.Source;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** How far one import is, and whether it shall stop. The worker tells and asks; others watch and stop it. Thread-safe. */
final class ImportProgress implements BuildProgress {

    private final Clock clock;
    private volatile Step step;
    private volatile boolean cancelled;
    private volatile boolean serverStopped;
    private volatile Source origin = new Source("", null);
    private @Nullable Runnable interruption;

    ImportProgress(Clock clock) {
        this.clock = clock;
        this.step = new Step(ImportState.FETCHING, new Speed(clock.instant()), 0, 0);
    }

    private record Step(ImportState state, Speed speed, long done, long total) {}

    /** @param secondsLeft null while nobody can tell */
    record Report(
            ImportState state,
            long done,
            long total,
            @Nullable Long secondsLeft) {}

    /** @throws CancellationException where it shall stop */
    void begin(ImportState state) {
        if (cancelled) {
            throw new CancellationException();
        }
        step = new Step(state, new Speed(clock.instant()), 0, 0);
    }

    @Override
    public void advanced(long done, long total) {
        Step now = step;
        step = new Step(now.state, now.speed, done, total);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    boolean serverStopped() {
        return serverStopped;
    }

    /** Called by the one watcher. */
    Report report() {
        Step now = step;
        return new Report(now.state, now.done, now.total, now.speed.left(now.done, now.total, clock.instant()));
    }

    /** Remembers where the model truly came from, as soon as that is known. */
    void foundOrigin(Source source) {
        origin = source;
    }

    Source origin() {
        return origin;
    }

    void stopWithServer() {
        serverStopped = true;
        cancel();
    }

    synchronized void cancel() {
        cancelled = true;
        if (interruption != null) {
            interruption.run();
        }
    }

    /** Does work that waits for others on a thread that can be interrupted, and returns when that thread is done. */
    <T> T interruptibly(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofVirtual().name("model-fetch").unstarted(task);
        thread.start();
        return await(task, thread::interrupt);
    }

    /** Waits for a task; where the import is to stop, gives it up and does not wait for its end. */
    <T> T abandonably(Future<T> task) {
        return await(task, () -> task.cancel(true));
    }

    private <T> T await(Future<T> task, Runnable stop) {
        synchronized (this) {
            interruption = stop;
            if (cancelled) {
                stop.run();
            }
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw StepFailure.unwrapped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            synchronized (this) {
                interruption = null;
            }
        }
    }
}
