package io.cloister.inference.scheduling;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How an engine is doing. Safe for use by many threads. */
final class EngineHealth {

    private final AtomicLong invalid = new AtomicLong();
    private final AtomicLong tokens = new AtomicLong();
    private final AtomicLong guessed = new AtomicLong();
    private final AtomicLong right = new AtomicLong();
    private volatile int active;
    private volatile long prefixBytes;
    private volatile @Nullable Throwable crash;

    void at(int texts, long kept) {
        active = texts;
        prefixBytes = kept;
    }

    void grew() {
        tokens.incrementAndGet();
    }

    void judged(int guesses, int rightOnes) {
        guessed.addAndGet(guesses);
        right.addAndGet(rightOnes);
    }

    void invalidNumbers() {
        invalid.incrementAndGet();
    }

    void crashed(Throwable cause) {
        crash = cause;
    }

    @Nullable Throwable crash() {
        return crash;
    }

    EngineStatus status(boolean closed, int waiting) {
        return new EngineStatus(
                !closed && crash == null,
                active,
                waiting,
                tokens.get(),
                invalid.get(),
                guessed.get(),
                right.get(),
                prefixBytes);
    }
}
