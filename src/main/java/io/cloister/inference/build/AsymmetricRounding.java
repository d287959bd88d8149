package io.cloister.inference.build;

/** Rounds to the nearest of 2^bits steps between the least and the largest number; 0 stays 0 exactly. */
record AsymmetricRounding(int bits) implements BlockQuantization {

    @Override
    public boolean storesZeros() {
        return true;
    }

    @Override
    public void quantize(float[] numbers, int from, NumberType type, QuantizedRun run) {
        int last = (1 << bits) - 1;
        for (int block = 0; block < run.blocks(); block++) {
            float least = 0;
            float most = 0;
            int begin = from + block * run.blockSize;
            for (int i = begin; i < begin + run.blockSize; i++) {
                least = Math.min(least, numbers[i]);
                most = Math.max(most, numbers[i]);
            }
            float scale = type.round((most - least) / last);
            run.scales[block] = scale;
            run.zeros[block] = scale == 0 ? 0 : Math.clamp(Math.round(-least / scale), 0, last);
        }
        run.roundAroundZeros(numbers, from, last);
    }
}
