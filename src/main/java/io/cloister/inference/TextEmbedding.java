package io.cloister.inference;

import io.cloister.catalog.ModelId;
import java.util.List;

/**
 * Vectors for texts. The bean of this type is the house's embedding model. Safe for use by many threads, and interrupting
 * one that waits ends its work with a {@link java.util.concurrent.CancellationException}.
 */
public interface TextEmbedding {

    /** Every embedding model of the catalog. */
    interface Models {

        /**
         * The model, loaded where it is not yet.
         *
         * @throws io.cloister.platform.Problem {@code unavailable} where it is not offered or cannot be loaded; {@code
         *     invalid-input} where it is for something else
         */
        TextEmbedding get(ModelId id);
    }

    /** Length of every vector. */
    int dimensions();

    /** Tokens of a text as this model counts them, special tokens not included. */
    int countTokens(String text);

    /** The unit vector of a question, with the model's query prompt. */
    float[] embedQuery(String question);

    /** The unit vectors of passages, in order, with the model's prompt for them, mostly none. */
    List<float[]> embedPassages(List<String> passages);
}
