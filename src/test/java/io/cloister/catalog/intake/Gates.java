package io.cloister.catalog.intake;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds imports at a step for as long as a test wants. */
final class Gates {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<ImportState, Gate> held = new EnumMap<>(ImportState.class);

    private record Gate(CountDownLatch reached, CountDownLatch opened) {}

    /** The next import that comes to this step stays there until the gate is closed, which opens it. */
    AutoCloseable hold(ImportState step) {
        Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
        synchronized (held) {
            held.put(step, gate);
        }
        return () -> {
            synchronized (held) {
                held.remove(step, gate);
            }
            gate.opened.countDown();
        };
    }

    void awaitReached(ImportState step) throws InterruptedException {
        Gate gate;
        synchronized (held) {
            gate = held.get(step);
        }
        if (gate == null || !gate.reached.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nothing came to " + step);
        }
    }

    /** Where nothing is held this is nothing. */
    void pass(ImportState step) {
        Gate gate;
        synchronized (held) {
            gate = held.get(step);
        }
        if (gate == null) {
            return;
        }
        gate.reached.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                // Like native code, which no interrupt ends.
                if (!gate.opened.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("held too long at " + step);
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits here as long as it is held and nobody wants the work stopped. */
    boolean passUnless(ImportState step, java.util.function.BooleanSupplier stopped) throws InterruptedException {
        Gate gate;
        synchronized (held) {
            gate = held.get(step);
        }
        if (gate == null) {
            return true;
        }
        gate.reached.countDown();
        while (!gate.opened.await(20, TimeUnit.MILLISECONDS)) {
            if (stopped.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }
}
