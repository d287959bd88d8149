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
        int zero = 1 << (bits - 1);
        float scale = type.round(BlockExtremes.largest(numbers, from, count) / -zero);
        NearestCodes.write(numbers, from, count, scale, zero, (1 << bits) - 1, block.codes);
        Arrays.fill(block.codes, count, block.codes.length, (byte) zero);
        block.scale = scale;
        block.zero = zero;
    }
}
