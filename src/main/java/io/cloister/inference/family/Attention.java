package io.cloister.inference.family;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Causal attention of one layer.
 *
 * @param output from the heads, side by side, back to the hidden size
 * @param keyHeads each serves heads/keyHeads query heads, consecutive ones
 * @param headSize as the graph has it, padding included
 * @param rotary null where positions do not turn heads
 * @param norms of queries and keys before they turn; null for none
 * @param clip largest magnitude of queries, keys and values; 0 for none
 */
public record Attention(
        Matrix query,
        Matrix key,
        Matrix value,
        Matrix output,
        int heads,
        int keyHeads,
        int headSize,
        Scoring scoring,
        @Nullable Rotary rotary,
        @Nullable QueryKeyNorms norms,
        double clip) {

    /** The kernels' smallest step of a head's size. */
    private static final int STEP = 8;

    /** @param perHead whether each head is normalised by itself with the same weights, or all of them together */
    public record QueryKeyNorms(Norm query, Norm key, boolean perHead) {}

    static Attention of(Matrix query, Matrix key, Matrix value, Matrix output, Dimensions size) {
        return new Attention(
                query,
                key,
                value,
                output,
                size.heads(),
                size.keyHeads(),
                size.headSize(),
                Scoring.forHeadsOf(size.headSize()),
                null,
                null,
                0);
    }

    /** The three maps from the hidden state, outputs side by side: all queries, all keys, all values. */
    public Matrix packed() {
        return Matrix.joined(query.name().replaceFirst("query$", "packed"), List.of(query, key, value));
    }

    Attention scored(Scoring how) {
        return new Attention(query, key, value, output, heads, keyHeads, headSize, how, rotary, norms, clip);
    }

    Attention turned(@Nullable Rotary by) {
        return new Attention(query, key, value, output, heads, keyHeads, headSize, scoring, by, norms, clip);
    }

    Attention normed(Norm queries, Norm keys, boolean perHead) {
        var both = new QueryKeyNorms(queries, keys, perHead);
        return new Attention(query, key, value, output, heads, keyHeads, headSize, scoring, rotary, both, clip);
    }

    Attention clipped(double at) {
        return new Attention(query, key, value, output, heads, keyHeads, headSize, scoring, rotary, norms, at);
    }

    /**
     * The same attention with heads of a size that kernels take. What is added to queries, keys and values is zero and
     * changes no score, and nothing reads it from the values.
     */
    Attention padded() {
        int size = (headSize + STEP - 1) / STEP * STEP;
        if (size == headSize) {
            return this;
        }
        return new Attention(
                query.padRows(headSize, size),
                key.padRows(headSize, size),
                value.padRows(headSize, size),
                output.padColumns(headSize, size),
                heads,
                keyHeads,
                size,
                scoring,
                rotary,
                norms,
                clip);
    }
}
