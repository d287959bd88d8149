package io.cloister.inference.build;

import java.util.Arrays;

/**
 * Rounds to the nearest of 2^bits steps around a fixed zero. The number of the largest magnitude gets the lowest code
 * exactly, because there is one step more below zero than above.
 */
record SymmetricRounding(int bits) implements BlockQuantization {

    @Override
    public boolean storesZeros() {
        return false;
    }

    @Override
    public void quantize(float[] numbers, int from, int count, NumberType type, Block block) {
        float least = 0;
        float most = 0;
        for (int i = from; i < from + count; i++) {
            least = Math.min(least, numbers[i]);
            most = Math.max(most, numbers[i]);
        }
        int zero = 1 << (bits - 1);
        int last = (1 << bits) - 1;
        float scale = type.round((most > -least ? most : least) / -zero);
        float inverse = scale == 0 ? 0 : 1 / scale;
        float middle = zero + 0.5f;
        byte[] codes = block.codes;
        for (int i = 0; i < count; i++) {
            codes[i] = (byte) Math.min((int) (numbers[from + i] * inverse + middle), last);
        }
        Arrays.fill(codes, count, codes.length, (byte) zero);
        block.scale = scale;
        block.zero = zero;
    }
}
