package io.cloister.inference;

import io.cloister.catalog.ModelId;
import java.util.List;

/** Finds names and the like in texts of any length. Safe for use by many threads. */
public interface TokenClassification {

    /**
     * A stretch of a text.
     *
     * @param type the model's own word for it, such as {@code PER}
     * @param start first character, as Java counts them
     * @param end character after the last one
     * @param score how sure the model is, between 0 and 1
     */
    record Span(String type, int start, int end, double score) {}

    /**
     * Classifies a text.
     *
     * @param model of the catalog, for classifying tokens
     * @return in order of the text, without overlaps
     * @throws io.cloister.platform.Problem {@code unavailable} where the model is not offered, cannot be loaded or has too
     *     much to do; {@code invalid-input} where it is for something else
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted
     */
    List<Span> spans(ModelId model, String text);
}
