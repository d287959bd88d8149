package io.cloister.inference.build;

/** Finds the number of the largest magnitude, the inner loop of quantization. */
final class BlockExtremes {

    private BlockExtremes() {}

    /**
     * The number of the largest magnitude, with its sign; infinite or not a number where one of them is.
     *
     * @param count at least 1
     */
    static float largest(float[] numbers, int from, int count) {
        // Four at a time, so that one comparison need not wait for the one before it.
        int a = Integer.MIN_VALUE;
        int b = a;
        int c = a;
        int d = a;
        int i = from;
        for (int last = from + count - 3; i < last; i += 4) {
            a = Math.max(a, key(numbers[i]));
            b = Math.max(b, key(numbers[i + 1]));
            c = Math.max(c, key(numbers[i + 2]));
            d = Math.max(d, key(numbers[i + 3]));
        }
        for (; i < from + count; i++) {
            a = Math.max(a, key(numbers[i]));
        }
        int most = Math.max(Math.max(a, b), Math.max(c, d));
        return Float.intBitsToFloat(Integer.rotateRight(most ^ Integer.MIN_VALUE, 1));
    }

    /** Grows with the magnitude: the sign moves to the lowest bit, and the order of whole numbers is that of magnitudes. */
    private static int key(float number) {
        return Integer.rotateLeft(Float.floatToRawIntBits(number), 1) ^ Integer.MIN_VALUE;
    }
}
