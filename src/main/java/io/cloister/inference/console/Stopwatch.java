package io.cloister.inference.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time since it was started. */
final class Stopwatch {

    private final InstantSource clock;
    private final Instant start;

    Stopwatch(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    long microseconds() {
        return Duration.between(start, clock.instant()).toNanos() / 1_000;
    }
}
