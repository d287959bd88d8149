package io.cloister.inference.build;

/** Rounds numbers to codes, the other inner loop of quantization. */
final class NearestCodes {

    /** Added to a small number, it leaves that number, rounded to the nearest, in the lowest bits of the sum. */
    private static final float MAGIC = 0x1.8p23f;

    private static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

    private NearestCodes() {}

    /** Writes codes from 0 to {@code last}, one in each byte. */
    static void write(float[] numbers, int from, int count, float scale, int zero, int last, byte[] codes) {
        float inverse = scale == 0 ? 0 : 1 / scale;
        float shift = MAGIC + zero;
        for (int i = 0; i < count; i++) {
            int code = Float.floatToRawIntBits(numbers[from + i] * inverse + shift) - MAGIC_BITS;
            codes[i] = (byte) Math.min(Math.max(code, 0), last);
        }
    }
}
