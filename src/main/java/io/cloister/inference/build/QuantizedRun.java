package io.cloister.inference.build;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Some blocks on their way from numbers to codes, small enough for the processor's nearest cache. Each step is a loop of its
 * own over all of them, in a form that the compiler turns into vector instructions. Used again and again by one thread.
 */
final class QuantizedRun {

    /** Numbers that fit: a whole number of blocks of any size. */
    static final int CAPACITY = 4096;

    /** Numbers that are looked at together; there must be as much room behind the last one. */
    static final int GROUP = 32;

    private static final ValueLayout.OfInt BITS = ValueLayout.JAVA_INT_UNALIGNED;

    final int blockSize;
    final float[] scales;
    final int[] zeros;
    final int[] codes = new int[CAPACITY];
    private final int[] largest = new int[CAPACITY];
    private final float[] inverses = new float[CAPACITY];
    private int blocks;

    QuantizedRun(int blockSize) {
        this.blockSize = blockSize;
        this.scales = new float[CAPACITY / blockSize];
        this.zeros = new int[CAPACITY / blockSize];
    }

    void begin(int count) {
        blocks = count;
    }

    int blocks() {
        return blocks;
    }

    private int size() {
        return blocks * blockSize;
    }

    /** In each block's scale, the number of the largest magnitude with its sign; not finite where one of them is not. */
    void findLargest(float[] numbers, int from) {
        largestOfFour(MemorySegment.ofArray(numbers), from, largest, size());
        for (int block = 0; block < blocks; block++) {
            int begin = block * blockSize;
            int found = largestOfEight(largest, begin);
            for (int i = begin + GROUP; i < begin + blockSize; i += GROUP) {
                found = Math.max(found, largestOfEight(largest, i));
            }
            scales[block] = Float.intBitsToFloat(Integer.rotateRight(found ^ Integer.MIN_VALUE, 1));
        }
    }

    /** Of each number and those 8, 16 and 24 places behind it: then 8 numbers stand for a group of 32. */
    private static void largestOfFour(MemorySegment numbers, int from, int[] largest, int count) {
        long start = (long) from * Float.BYTES;
        for (int i = 0; i < count; i++) {
            long at = start + (long) i * Float.BYTES;
            largest[i] = Math.max(
                    Math.max(key(numbers.get(BITS, at)), key(numbers.get(BITS, at + 32))),
                    Math.max(key(numbers.get(BITS, at + 64)), key(numbers.get(BITS, at + 96))));
        }
    }

    private static int largestOfEight(int[] largest, int i) {
        return Math.max(
                Math.max(Math.max(largest[i], largest[i + 1]), Math.max(largest[i + 2], largest[i + 3])),
                Math.max(Math.max(largest[i + 4], largest[i + 5]), Math.max(largest[i + 6], largest[i + 7])));
    }

    /** Grows with the magnitude: the sign moves to the lowest bit, and the order of whole numbers is that of magnitudes. */
    private static int key(int bits) {
        return Integer.rotateLeft(bits, 1) ^ Integer.MIN_VALUE;
    }

    /** Codes from 0 to {@code last}, the nearest to number/scale + zero. Zeros must be the same for all blocks. */
    void round(float[] numbers, int from, int zero, int last) {
        Arrays.fill(zeros, 0, blocks, zero);
        invert();
        round(numbers, from, inverses, zero + 0.5f, last, codes, size());
    }

    private static void round(
            float[] numbers, int from, float[] inverses, float middle, int last, int[] codes, int count) {
        for (int i = 0; i < count; i++) {
            codes[i] = Math.min((int) (numbers[from + i] * inverses[i] + middle), last);
        }
    }

    /** The same with a zero for each block. */
    void roundAroundZeros(float[] numbers, int from, int last) {
        invert();
        for (int block = 0; block < blocks; block++) {
            float middle = zeros[block] + 0.5f;
            for (int i = block * blockSize; i < (block + 1) * blockSize; i++) {
                codes[i] = Math.clamp((int) (numbers[from + i] * inverses[i] + middle), 0, last);
            }
        }
    }

    private void invert() {
        for (int block = 0; block < blocks; block++) {
            float inverse = scales[block] == 0 ? 0 : 1 / scales[block];
            Arrays.fill(inverses, block * blockSize, (block + 1) * blockSize, inverse);
        }
    }
}
