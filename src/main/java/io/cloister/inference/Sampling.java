package io.cloister.inference;

import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen.
 *
 * @param temperature 0 takes the likeliest token always; else 0 to 2
 * @param topP share of probability considered, above 0 to 1
 * @param topK number of tokens considered; 0 for all
 * @param seed same seed, same text; null for a random one
 */
public record Sampling(
        double temperature, double topP, int topK, @Nullable Long seed) {

    public static final Sampling GREEDY = new Sampling(0, 1, 0, null);
}
