package io.cloister.inference;

import java.util.List;

/** Vectors for texts, from the house's embedding model. Safe for use by many threads. */
public interface TextEmbedding {

    /** Length of every vector. */
    int dimensions();

    /** Tokens of a text as this model counts them, special tokens not included. */
    int countTokens(String text);

    /** The unit vector of a question, with the model's query prefix. */
    float[] embedQuery(String question);

    /** The unit vectors of passages, in order, without a prefix. */
    List<float[]> embedPassages(List<String> passages);
}
