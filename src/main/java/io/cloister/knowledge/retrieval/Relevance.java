package io.cloister.knowledge.retrieval;

import io.cloister.knowledge.Why;
import org.jspecify.annotations.Nullable;

/** Estimates whether a passage bears on a question at all. */
final class Relevance {

    private Relevance() {}

    /**
     * @param cosine by the first embedding model
     * @return 0 to 1
     */
    static double of(double cosine, Why.@Nullable ByWords words, String question) {
        return Math.max(0, Math.min(1, cosine));
    }
}
