package io.cloister.inference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen. Applied in this order: bias, penalties, top-k, typical, top-p, min-p, temperature.
 *
 * @param temperature 0 takes the likeliest token always; else 0 to 2
 * @param topK number of tokens considered; 0 for all
 * @param typical share of probability held by the tokens of the most usual surprise, above 0 to 1
 * @param topP share of probability held by the likeliest tokens, above 0 to 1
 * @param minP least probability considered, as a share of the likeliest token's, 0 to 1
 * @param seed same seed, same text; null for a random one
 */
public record Sampling(
        double temperature,
        int topK,
        double typical,
        double topP,
        double minP,
        Penalties penalties,
        Map<Integer, Float> bias,
        @Nullable Long seed) {

    public static final Sampling GREEDY = of(0, 1, 0, null);

    public Sampling {
        bias = Map.copyOf(bias);
    }

    /** The usual four; the others do nothing. */
    public static Sampling of(double temperature, double topP, int topK, @Nullable Long seed) {
        return new Sampling(temperature, topK, 1, topP, 0, Penalties.NONE, Map.of(), seed);
    }

    /**
     * What makes tokens less likely that are there already.
     *
     * @param repetition divides positive logits and multiplies others, of tokens in the prompt's or answer's last {@code
     *     window}; 1 does nothing
     * @param frequency subtracted for each time a token was written, -2 to 2
     * @param presence subtracted once for tokens that were written, -2 to 2
     * @param window tokens looked back for repetition; 0 for all
     */
    public record Penalties(double repetition, double frequency, double presence, int window) {

        public static final Penalties NONE = new Penalties(1, 0, 0, 0);
    }
}
