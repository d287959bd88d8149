package io.cloister.inference;

import static io.cloister.inference.Requirement.require;

import io.cloister.platform.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen. Applied in this order: bias, penalties, top-k, typical, top-p, min-p, temperature.
 *
 * @param temperature 0 takes the likeliest token always; else up to 2
 * @param topK number of tokens considered; 0 for all
 * @param typical share of probability held by the tokens of the most usual surprise, above 0 to 1
 * @param topP share of probability held by the likeliest tokens, above 0 to 1
 * @param minP least probability considered, as a share of the likeliest token's, 0 to 1
 * @param bias added to tokens' logits, -100 to 100; at most 1,024 tokens
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

    /** @throws Problem {@code invalid-input} where something is out of its range */
    public Sampling {
        bias = Map.copyOf(bias);
        require(temperature >= 0 && temperature <= 2, "The temperature must be a number from 0 to 2.");
        require(topK >= 0, "Top-k must be a number from 1, or 0 for all tokens.");
        require(typical > 0 && typical <= 1, "Typical must be a number above 0 and up to 1.");
        require(topP > 0 && topP <= 1, "Top-p must be a number above 0 and up to 1.");
        require(minP >= 0 && minP <= 1, "Min-p must be a number from 0 to 1.");
        require(bias.size() <= 1024, "The bias names too many tokens. Please give it for at most 1,024.");
        require(
                bias.keySet().stream().allMatch(token -> token >= 0),
                "The bias names a negative token. Please give numbers from 0.");
        require(
                bias.values().stream().allMatch(value -> value >= -100 && value <= 100),
                "The bias of each token must be a number from -100 to 100.");
    }

    /** The usual four; the others do nothing. */
    public static Sampling of(double temperature, double topP, int topK, @Nullable Long seed) {
        return new Sampling(temperature, topK, 1, topP, 0, Penalties.NONE, Map.of(), seed);
    }

    /**
     * What makes tokens less likely that are there already.
     *
     * @param repetition divides positive logits and multiplies others, of tokens among the last {@code window} of prompt
     *     and answer, above 0 to 10; 1 does nothing
     * @param frequency subtracted for each time a token was written in the answer, -2 to 2
     * @param presence subtracted once for tokens that were written in the answer, -2 to 2
     * @param window tokens looked back for repetition; 0 for all
     */
    public record Penalties(double repetition, double frequency, double presence, int window) {

        public static final Penalties NONE = new Penalties(1, 0, 0, 0);

        /** @throws Problem {@code invalid-input} where something is out of its range */
        public Penalties {
            require(
                    repetition > 0 && repetition <= 10,
                    "The repetition penalty must be a number above 0 and up to 10.");
            require(frequency >= -2 && frequency <= 2, "The frequency penalty must be a number from -2 to 2.");
            require(presence >= -2 && presence <= 2, "The presence penalty must be a number from -2 to 2.");
            require(window >= 0, "The window of the repetition penalty must be a number from 1, or 0 for all tokens.");
        }
    }
}
