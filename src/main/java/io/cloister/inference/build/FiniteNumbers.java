package io.cloister.inference.build;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.lang.foreign.MemorySegment;

/** Refuses weights that are no numbers: one of them spoils every answer. */
final class FiniteNumbers {

    /** Numbers looked at together: they stay in the processor's nearest cache. */
    private static final int STRETCH = 4096;

    private static final int INFINITE = 0x7F80_0000;

    private FiniteNumbers() {}

    static void require(float[] numbers, int from, int count, String tensor) throws UnusableCheckpointException {
        int[] bits = new int[Math.min(count, STRETCH)];
        for (int done = 0; done < count; done += STRETCH) {
            int length = Math.min(STRETCH, count - done);
            MemorySegment.copy(
                    MemorySegment.ofArray(numbers),
                    (long) (from + done) * Float.BYTES,
                    MemorySegment.ofArray(bits),
                    0,
                    (long) length * Float.BYTES);
            if (largest(bits, length) >= INFINITE) {
                throw refused(tensor);
            }
        }
    }

    /** The bits without the sign grow with the magnitude; infinity and what is no number lie above all numbers. */
    private static int largest(int[] bits, int count) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, bits[i] & Integer.MAX_VALUE);
        }
        return largest;
    }

    static UnusableCheckpointException refused(String tensor) {
        return new UnusableCheckpointException(
                "The tensor '%s' holds numbers that are infinite or not numbers; the file is damaged or its training failed: get it again from its maker."
                        .formatted(tensor));
    }
}
