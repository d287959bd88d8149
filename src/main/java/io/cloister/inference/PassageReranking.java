package io.cloister.inference;

import io.cloister.catalog.ModelId;
import java.util.List;

/** How well passages answer a question, judged by models that read both together. Safe for use by many threads. */
public interface PassageReranking {

    /**
     * Judges passages; what is too long for the model loses its end.
     *
     * @param model of the catalog, for reranking
     * @return one score for each passage, in order; the higher the better. Between 0 and 1, or any number, as the model's
     *     configuration says
     * @throws io.cloister.platform.Problem {@code unavailable} where the model is not offered, cannot be loaded or has too
     *     much to do; {@code invalid-input} where it is for something else
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted
     */
    float[] scores(ModelId model, String question, List<String> passages);
}
