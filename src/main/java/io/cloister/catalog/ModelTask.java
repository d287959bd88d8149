package io.cloister.catalog;

/** What a model is for. */
public enum ModelTask {
    GENERATION,
    EMBEDDING
}
