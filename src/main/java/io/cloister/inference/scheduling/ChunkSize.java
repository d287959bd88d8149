package io.cloister.inference.scheduling;

import java.time.Duration;

/**
 * How much of a prompt is read in one go: much where nobody else waits, and else what takes about as long as a few steps
 * of the others, by what reading took so far. Chunks are whole multiples of 32 tokens, which matrix kernels like.
 */
final class ChunkSize {

    private static final int UNIT = 32;
    private static final Duration PATIENCE = Duration.ofMillis(150);
    private static final double NEWEST = 0.3;

    private final int most;
    private double tokensPerSecond;

    ChunkSize(int most) {
        this.most = most;
    }

    int next(boolean othersWait) {
        if (!othersWait) {
            return most;
        }
        double tokens = tokensPerSecond * PATIENCE.toMillis() / 1000;
        return Math.clamp(UNIT * (long) (tokens / UNIT), Math.min(UNIT, most), most);
    }

    void measured(int tokens, Duration time) {
        double speed = 1e9 * tokens / Math.max(1, time.toNanos());
        if (tokens >= UNIT) {
            tokensPerSecond = tokensPerSecond == 0 ? speed : tokensPerSecond + NEWEST * (speed - tokensPerSecond);
        }
    }
}
