package io.cloister.knowledge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a passage was found.
 *
 * @param words by its words; null where it has none of the question's
 * @param meaning by each embedding model, by name, how near it is
 * @param fused weight of all together, 0 to 1, by which passages are ordered
 */
public record Why(@Nullable ByWords words, Map<String, Stage> meaning, double fused) {

    public Why {
        meaning = Map.copyOf(meaning);
    }

    /**
     * Its place in one list.
     *
     * @param rank counted from 1; null where it came from another list and was only compared
     * @param score cosine, -1 to 1
     */
    public record Stage(@Nullable Integer rank, double score) {}

    /**
     * Its place by words.
     *
     * @param rank counted from 1
     * @param score BM25
     * @param matched words of the question that it has, in their basic form
     */
    public record ByWords(int rank, double score, List<String> matched) {}
}
