package io.cloister.inference.build;

/**
 * Decides how the numbers of blocks are stored as whole numbers: number ≈ scale · (code − zero).
 *
 * <p>Rounding to the nearest is done by {@link SymmetricRounding} and {@link AsymmetricRounding}. A calibrated method
 * (GPTQ, Frantar et al. 2022; AWQ, Lin et al. 2023) takes this place too: it is given to {@link QuantizedMatrix} in the
 * place of these and chooses scales, zeros and codes by what the blocks' inputs look like.
 */
interface BlockQuantization {

    /** 4 or 8. */
    int bits();

    /** Whether zeros vary and are stored; else they are 2^(bits−1) always. */
    boolean storesZeros();

    /**
     * Stores whole blocks that lie one after the other.
     *
     * @param from index of the first number
     * @param type that scales will be stored in, so that codes fit the rounded ones
     * @param run receives codes, scales and zeros; says how many blocks
     */
    void quantize(float[] numbers, int from, NumberType type, QuantizedRun run);
}
