package io.cloister.inference.build;

import java.util.Arrays;

/** Rounds to the nearest of 2^bits steps between the least and the largest number; 0 stays 0 exactly. */
record AsymmetricRounding(int bits) implements BlockQuantization {

    @Override
    public boolean storesZeros() {
        return true;
    }

    @Override
    public void quantize(float[] numbers, int from, int count, NumberType type, Block block) {
        float least = 0;
        float most = 0;
        for (int i = from; i < from + count; i++) {
            least = Math.min(least, numbers[i]);
            most = Math.max(most, numbers[i]);
        }
        int last = (1 << bits) - 1;
        float scale = type.round((most - least) / last);
        int zero = scale == 0 ? 0 : Math.clamp(Math.round(-least / scale), 0, last);
        NearestCodes.write(numbers, from, count, scale, zero, last, block.codes);
        Arrays.fill(block.codes, count, block.codes.length, (byte) zero);
        block.scale = scale;
        block.zero = zero;
    }
}
