package io.cloister.inference.embedding;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;

/** Scales vectors to length 1. */
final class UnitLength {

    private static final double SMALLEST = 1e-12;

    private UnitLength() {}

    /**
     * Scales the vector in its place.
     *
     * @throws Problem {@code unavailable} where it holds what is no number
     */
    static float[] of(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        if (!Double.isFinite(sum)) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The model computes no valid numbers for a text (NaN). Please choose another model and tell an administrator.");
        }
        double scale = 1 / Math.max(Math.sqrt(sum), SMALLEST);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] * scale);
        }
        return vector;
    }
}
