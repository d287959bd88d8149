package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of a decoder's graph.
 *
 * @param mask [rows, tokens before and of this step], ones and behind them zeros
 * @param positions [rows, tokens of this step]; null where the graph counts itself
 * @param inPlace whether a step may write the cache into the memory it reads it from, which then may be longer than
 *     what it holds
 */
record DecoderLayout(
        Integers ids,
        Integers mask,
        @Nullable Integers positions,
        Logits logits,
        List<CacheTensor> cache,
        boolean inPlace) {

    /** An input of whole numbers, of 32 or 64 bits. */
    record Integers(String name, OnnxJavaType type) {}

    /**
     * The output with a number for each token of the vocabulary.
     *
     * @param type floating point of 32 or 16 bits
     * @param rank 3 for [rows, tokens of the step, vocabulary], 2 for [rows, vocabulary]
     * @param lastOnly whether it tells of the last token of a step only
     */
    record Logits(String name, OnnxJavaType type, int rank, boolean lastOnly, int vocabulary) {

        /** Of a step of one token, or of any step where {@link #lastOnly}. */
        long[] shape() {
            return rank == 2 ? new long[] {1, vocabulary} : new long[] {1, 1, vocabulary};
        }
    }
}
