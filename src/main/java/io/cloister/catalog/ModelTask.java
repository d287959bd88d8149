package io.cloister.catalog;

/** What a model is for. */
public enum ModelTask {
    GENERATION,
    EMBEDDING,
    /** Judges how well passages answer a question. */
    RERANKING,
    /** Finds names and the like in texts. */
    TOKEN_CLASSIFICATION
}
