package io.cloister.catalog.intake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast a step goes, smoothed exponentially over about ten seconds. Used by one thread at a time. */
final class Speed {

    private static final double SMOOTHING_SECONDS = 10;
    private static final long LONGEST = Duration.ofDays(99).toSeconds();

    private final Instant since;
    private Instant at;
    private long done;
    private double bytesPerSecond;

    Speed(Instant start) {
        this.since = start;
        this.at = start;
    }

    /** The seconds that are left; null while that is anybody's guess. */
    @Nullable Long left(long nowDone, long total, Instant now) {
        double seconds = Duration.between(at, now).toNanos() / 1e9;
        if (seconds > 0) {
            double present = (nowDone - done) / seconds;
            // From the start on it is the plain mean, which the first measurements would otherwise sway for long.
            double age = Duration.between(since, now).toNanos() / 1e9;
            double weight = Math.max(1 - Math.exp(-seconds / SMOOTHING_SECONDS), seconds / age);
            bytesPerSecond += Math.min(1, weight) * (present - bytesPerSecond);
            at = now;
            done = nowDone;
        }
        if (total <= 0 || bytesPerSecond < 1) {
            return null;
        }
        return Math.min(LONGEST, (long) Math.ceil(Math.max(0, total - nowDone) / bytesPerSecond));
    }
}
