package io.cloister.inference.build;

import io.cloister.inference.checkpoint.UnusableCheckpointException;

/** Refuses weights that are no numbers: one of them spoils every answer. */
final class FiniteNumbers {

    private static final int INFINITE = 0x7F80_0000;

    private FiniteNumbers() {}

    static void require(float[] numbers, int from, int count, String tensor) throws UnusableCheckpointException {
        int largest = 0;
        for (int i = from; i < from + count; i++) {
            // The bits without the sign grow with the magnitude; infinity and NaN lie above all numbers.
            largest = Math.max(largest, Float.floatToRawIntBits(numbers[i]) & Integer.MAX_VALUE);
        }
        if (largest >= INFINITE) {
            throw refused(tensor);
        }
    }

    static UnusableCheckpointException refused(String tensor) {
        return new UnusableCheckpointException(
                "The tensor '%s' holds numbers that are infinite or not numbers; the file is damaged or its training failed: get it again from its maker."
                        .formatted(tensor));
    }
}
