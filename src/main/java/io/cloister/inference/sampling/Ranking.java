package io.cloister.inference.sampling;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Scores from the highest down, as far as somebody asks, without sorting them all: of each block the peak is known, and
 * only blocks that reach a limit are looked into. Equal scores stand in the order of their places. Scores of -infinity
 * are never found.
 */
final class Ranking {

    private static final int BLOCK = 1024;
    private static final float LOWEST = -Float.MAX_VALUE;

    /** How far below the highest to look first, and where falling step by step ends; e^-64 is nothing. */
    private static final float NEAR = 2;

    private static final float FAR = 64;

    private float[] scores = {};
    private int size;
    private float[] peaks = {};
    private float[] sortedPeaks = {};
    private int blocks;
    private float highest;
    private long[] found = new long[BLOCK];

    /** Gives the highest score; NaN where any is, -infinity where there are none. */
    float read(float[] from, int count) {
        scores = from;
        size = count;
        blocks = (count + BLOCK - 1) / BLOCK;
        if (peaks.length < blocks) {
            peaks = new float[blocks];
        }
        highest = Float.NEGATIVE_INFINITY;
        for (int block = 0; block < blocks; block++) {
            float peak = peak(from, block * BLOCK, end(block));
            if (Float.isNaN(peak)) {
                return peak;
            }
            peaks[block] = peak;
            highest = Math.max(highest, peak);
        }
        return highest;
    }

    /** {@link Math#max} gives NaN where either is, and is computed for many numbers at once. */
    private static float peak(float[] scores, int from, int to) {
        float peak = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, scores[i]);
        }
        return peak;
    }

    private int end(int block) {
        return Math.min(size, (block + 1) * BLOCK);
    }

    /** The first place with the highest score. */
    int first() {
        int block = 0;
        while (peaks[block] != highest) {
            block++;
        }
        int place = block * BLOCK;
        while (scores[place] != highest) {
            place++;
        }
        return place;
    }

    /** Finds what is no lower than a limit, in the order of places, and gives its number. */
    int atLeast(float limit) {
        float least = Math.max(limit, LOWEST);
        int count = 0;
        for (int block = 0; block < blocks; block++) {
            if (peaks[block] >= least) {
                if (found.length < count + BLOCK) {
                    found = Arrays.copyOf(found, 2 * found.length);
                }
                for (int i = block * BLOCK; i < end(block); i++) {
                    if (scores[i] >= least) {
                        found[count++] = (long) descending(scores[i]) << 32 | i;
                    }
                }
            }
        }
        return count;
    }

    /** Finds so many of the highest, in their order; fewer where there are no more. */
    int highest(int wanted) {
        if (wanted == 0) {
            return 0;
        }
        int count = atLeast(peakOf(wanted));
        for (float gap = NEAR; count < wanted && gap <= FAR; gap *= 2) {
            count = atLeast(highest - gap);
        }
        if (count < wanted) {
            count = atLeast(LOWEST);
        }
        Arrays.sort(found, 0, count);
        return Math.min(wanted, count);
    }

    /** What so many scores reach at least, one in each block; the lowest peak where there are fewer blocks. */
    private float peakOf(int wanted) {
        if (sortedPeaks.length < blocks) {
            sortedPeaks = new float[blocks];
        }
        System.arraycopy(peaks, 0, sortedPeaks, 0, blocks);
        Arrays.sort(sortedPeaks, 0, blocks);
        return sortedPeaks[Math.max(0, blocks - wanted)];
    }

    /** Finds the fewest of the highest, in their order, that have a weight together; all where they have not. */
    int covering(double wanted, IntToDoubleFunction weight) {
        int count = 0;
        double sum = 0;
        for (float gap = NEAR; sum < wanted && gap <= FAR; gap *= 1.5f) {
            count = atLeast(highest - gap);
            sum = 0;
            for (int i = 0; i < count; i++) {
                sum += weight.applyAsDouble(place(i));
            }
        }
        if (sum < wanted) {
            count = atLeast(LOWEST);
        }
        Arrays.sort(found, 0, count);
        int kept = 0;
        for (sum = 0; kept < count && sum < wanted; kept++) {
            sum += weight.applyAsDouble(place(kept));
        }
        return kept;
    }

    /** Brings the first so many of what was found into the order of places. */
    void sortByPlace(int count) {
        for (int i = 0; i < count; i++) {
            found[i] = place(i);
        }
        Arrays.sort(found, 0, count);
    }

    /** The place of what was found; the first has rank 0. */
    int place(int rank) {
        return (int) found[rank];
    }

    /** An integer that sorts the other way round than the number does; both zeros are one. */
    private static int descending(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }
}
