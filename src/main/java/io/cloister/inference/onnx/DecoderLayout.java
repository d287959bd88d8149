package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and outputs of a decoder's graph.
 *
 * @param mask [rows, tokens before and of this step], ones and behind them zeros
 * @param positions [rows, tokens of this step]; null where the graph counts itself
 * @param slots inputs for LoRA, where the graph has such
 * @param inPlace whether a step may write the cache into the memory it reads it from, which then may be longer than
 *     what it holds
 * @param rows whether several texts of different lengths can be read in one step: shorter ones are filled up on the
 *     right, and logits are those of each one's last token
 */
record DecoderLayout(
        Integers ids,
        Integers mask,
        @Nullable Integers positions,
        Logits logits,
        List<CacheTensor> cache,
        List<AdapterSlot> slots,
        boolean inPlace,
        boolean rows) {

    /**
     * An input for half of an addition to a linear map: [texts, size, rank] down or [texts, rank, size] up again.
     *
     * @param node name of the map
     * @param size inputs or outputs of the map
     */
    record AdapterSlot(String name, String node, boolean down, int size, OnnxJavaType type) {}

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
        long[] shape(int rows) {
            return rank == 2 ? new long[] {rows, vocabulary} : new long[] {rows, 1, vocabulary};
        }
    }
}
