package io.cloister.catalog.hub;

import io.cloister.catalog.hub.HubConnection.RedirectRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/** Tries again after a broken connection, each time after a longer pause, until several tries in a row bring nothing. */
final class Retries {

    private static final int FRUITLESS = 5;

    private Retries() {}

    /** One try. */
    interface Attempt<T> {
        T run() throws IOException;
    }

    /**
     * @param received bytes so far; whatever arrives buys further tries
     * @throws CancellationException where the thread is interrupted
     */
    static <T> T of(Duration delay, LongSupplier received, Attempt<T> attempt) throws IOException {
        int fruitless = 0;
        while (true) {
            long before = received.getAsLong();
            try {
                return attempt.run();
            } catch (RedirectRefusedException e) {
                throw e;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw cancelled(e);
                }
                fruitless = received.getAsLong() > before ? 0 : fruitless + 1;
                if (fruitless == FRUITLESS) {
                    throw e;
                }
            }
            pause(delay.multipliedBy(1L << fruitless));
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private static CancellationException cancelled(Exception cause) {
        CancellationException cancelled = new CancellationException();
        cancelled.initCause(cause);
        return cancelled;
    }
}
