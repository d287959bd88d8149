package io.cloister.inference.build;

/**
 * Decides how the numbers of one block of a row are stored as whole numbers: number ≈ scale · (code − zero).
 *
 * <p>Rounding to the nearest is done by {@link SymmetricRounding} and {@link AsymmetricRounding}. A calibrated method
 * (GPTQ, Frantar et al. 2022; AWQ, Lin et al. 2023) takes this place too: it is given to {@link QuantizedMatrix} in the
 * place of these and chooses scale, zero and codes by what the block's inputs look like.
 */
interface BlockQuantization {

    /** 4 or 8. */
    int bits();

    /** Whether {@link Block#zero} varies and is stored; else it is 2^(bits−1) always. */
    boolean storesZeros();

    /**
     * Stores {@code count} numbers in a block; the codes of a shorter block are filled up with its zero.
     *
     * @param type that the scale will be stored in, so that codes fit the rounded one
     */
    void quantize(float[] numbers, int from, int count, NumberType type, Block block);

    /** A quantized block, used again for the next one. */
    final class Block {
        final byte[] codes;
        float scale;
        int zero;

        Block(int size) {
            codes = new byte[size];
        }
    }
}
