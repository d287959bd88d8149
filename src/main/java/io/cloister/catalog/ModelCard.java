package io.cloister.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator reads before a model is offered. Numbers are 0 where they are not known.
 *
 * @param family of models: {@code llama}; null where it is not known
 * @param parameters of the model
 * @param contextLength most tokens of prompt and answer together
 * @param weights null where they are mixed or not known
 * @param memoryBytes about what it takes to run: weights, the cache of one full context, and working space
 * @param source where it came from, with the revision after an {@code @} where there is one; null where nobody knows
 * @param sampleAnswer what it wrote when it came in; null where it wrote nothing
 */
public record ModelCard(
        @Nullable String family,
        long parameters,
        int contextLength,
        @Nullable WeightsType weights,
        long memoryBytes,
        Openness openness,
        @Nullable String source,
        @Nullable String sampleAnswer) {

    private static final String QUESTION = "Hello! In one or two sentences, what can you help me with?";
    private static final String BEGINNING = "Once upon a time";

    /** Of a model about which nothing of this is known. */
    public static final ModelCard BLANK = new ModelCard(null, 0, 0, null, 0, Openness.UNKNOWN, null, null);

    /**
     * What a model is given for its sample.
     *
     * @param grounded whether it answers; one that does not goes on with what it is given
     */
    public static String samplePrompt(boolean grounded) {
        return grounded ? QUESTION : BEGINNING;
    }
}
