package io.cloister.knowledge;

/** By what passages are found. */
public enum SearchMode {
    /** By words and by meaning together. */
    HYBRID,
    /** By nearness of meaning alone. */
    VECTOR,
    /** By words alone. */
    KEYWORD
}
