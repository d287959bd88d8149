package io.cloister.inference.build;

/**
 * ALiBi (Press et al. 2022): scores grow by slope·position of the key, which amounts to falling with the distance, because
 * softmax does not see what all keys share. Slopes are a geometric series; for a number of heads that is no power of two,
 * every other one of the next longer series follows. Rounded to bfloat16 as Falcon's reference does.
 */
final class LinearBias {

    private LinearBias() {}

    /** [heads, positions], multiplied by a scale. */
    static float[] table(int heads, int positions, double scale) {
        float[] table = new float[heads * positions];
        for (int head = 0; head < heads; head++) {
            float slope = brain((float) slope(head, heads));
            for (int position = 0; position < positions; position++) {
                table[head * positions + position] = (float) (brain(slope * position) * scale);
            }
        }
        return table;
    }

    private static double slope(int head, int heads) {
        int power = Integer.highestOneBit(heads);
        return head < power
                ? Math.pow(2, -8.0 / power * (head + 1))
                : Math.pow(2, -4.0 / power * (2 * (head - power) + 1));
    }

    /** Rounds to the nearest number of 8 significant bits, ties to even. */
    private static float brain(float number) {
        int bits = Float.floatToRawIntBits(number);
        int rounded = bits + 0x7FFF + (bits >>> 16 & 1);
        return Float.intBitsToFloat(rounded & 0xFFFF_0000);
    }
}
