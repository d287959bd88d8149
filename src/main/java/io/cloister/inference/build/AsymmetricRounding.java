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
        float inverse = scale == 0 ? 0 : 1 / scale;
        int zero = Math.clamp(Math.round(-least * inverse), 0, last);
        float middle = zero + 0.5f;
        byte[] codes = block.codes;
        for (int i = 0; i < count; i++) {
            codes[i] = (byte) Math.clamp((int) (numbers[from + i] * inverse + middle), 0, last);
        }
        Arrays.fill(codes, count, codes.length, (byte) zero);
        block.scale = scale;
        block.zero = zero;
    }
}
