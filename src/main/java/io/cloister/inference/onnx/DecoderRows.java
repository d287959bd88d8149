package io.cloister.inference.onnx;

import java.lang.foreign.MemorySegment;

/**
 * The rows of a decoder: each holds the attention cache of one text. Rows know nothing of texts and lengths; who calls
 * says where each one stands, and may go back to an earlier place. Used by one thread at a time, except {@link #stop}.
 *
 * <p>Every method that computes throws {@link IllegalStateException} where the model cannot be run, and after {@link
 * #stop}.
 */
public interface DecoderRows extends AutoCloseable {

    /** Number of rows, at least 1. */
    int rows();

    /** Tokens that a row holds. */
    int capacity();

    /** Number of token ids, counted from 0; the length of logits. */
    int vocabulary();

    /** Bytes of cache for each token of a text. */
    long bytesPerToken();

    /**
     * Reads one token in each of some neighbouring rows, as one step of the model. Logits follow for each.
     *
     * @param first row
     * @param tokens for each row one
     * @param lengths tokens that each row holds before; the rows may differ
     */
    void step(int first, int[] tokens, int[] lengths);

    /**
     * Reads some tokens on in one row.
     *
     * @param length tokens that the row holds before
     * @param tokens of the text, at least up to {@code to}
     * @param to first token not read; above {@code length}
     * @param wanted tokens, counted from the last one, whose logits follow, in the order of the text; at least 1
     */
    void read(int row, int length, int[] tokens, int to, int wanted);

    /**
     * Logits of the last step or reading.
     *
     * @param index of the row within the step, or of the wanted token
     * @param target [vocabulary]
     */
    void logits(int index, float[] target);

    /** Whether a step reads the weights once for all its rows; else idle rows must not be part of it. */
    boolean together();

    /** Whether what rows hold can be copied out and in again, and rows may go back to an earlier place. */
    boolean portable();

    /**
     * Copies out what a row holds of some tokens.
     *
     * @param target {@link #bytesPerToken} for each of them, in an order of its own that depends on {@code count}
     */
    void save(int row, int from, int count, MemorySegment target);

    /** Copies in what {@link #save} copied out for as many tokens at the same place. */
    void restore(int row, int from, int count, MemorySegment source);

    /** Gives back the memory of what a row holds, as far as that is possible; it is to be read from its beginning then. */
    void release(int row);

    /** Makes a computation under way fail soon, and all later ones. */
    void stop();

    @Override
    void close();
}
