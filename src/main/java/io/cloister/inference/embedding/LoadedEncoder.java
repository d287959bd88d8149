package io.cloister.inference.embedding;

/** A model of this package in memory. Safe for use by many threads. */
sealed interface LoadedEncoder extends AutoCloseable permits SentenceEmbedding, CrossEncoder, TokenClassifier {

    /** Tokens of the longest text that it reads at once, special ones included. */
    int maxTokens();

    /** Reads a text, so that what cannot work fails now. */
    void tryOut();

    @Override
    void close();
}
