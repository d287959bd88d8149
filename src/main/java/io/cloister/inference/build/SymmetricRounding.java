package io.cloister.inference.build;

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
    public void quantize(float[] numbers, int from, NumberType type, QuantizedRun run) {
        int zero = 1 << (bits - 1);
        run.findLargest(numbers, from);
        for (int block = 0; block < run.blocks(); block++) {
            run.scales[block] = type.round(run.scales[block] / -zero);
        }
        run.round(numbers, from, zero, (1 << bits) - 1);
    }
}
