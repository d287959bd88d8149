package io.cloister.inference.onnx;

import java.util.List;

/**
 * Texts on their way through a decoder, with the attention cache of each so far. Each gets what it would get alone. Not
 * safe for use by several threads, except {@link #terminate}.
 */
public sealed interface DecoderRun extends AutoCloseable permits SingleRun, BatchRun, SeparateRuns {

    /** Tokens of a prompt in one go: bounds the memory of a step and the time until a stop is noticed. */
    int CHUNK = 256;

    /**
     * Reads on in each text.
     *
     * @param tokens for each text those that follow; none where it waits
     * @throws IllegalStateException where the graph cannot be run, or after {@link #terminate}
     */
    void read(List<long[]> tokens);

    /**
     * What follows the last token of a text: a number for each token of the vocabulary. Valid until more is read.
     *
     * @param row of the text, from 0
     */
    float[] logits(int row);

    /** Makes a step under way fail soon. */
    void terminate();

    @Override
    void close();
}
