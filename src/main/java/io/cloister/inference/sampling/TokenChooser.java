package io.cloister.inference.sampling;

import io.cloister.inference.OutputRules;
import io.cloister.inference.Sampling;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the tokens of one text, in this order: bias, penalties, mask, top-k, typical, top-p, min-p, temperature, draw.
 * This is llama.cpp's order; other runtimes apply temperature first. At temperature 0, and where one token is considered,
 * the likeliest is taken, of several the one with the lowest number; otherwise each choice takes exactly one random number, so
 * that the same seed gives the same choices whatever else happens between them. Not safe for use by several threads.
 */
public final class TokenChooser {

    private final Sampling sampling;
    private final LogitRules rules;
    private final Candidates candidates = new Candidates();
    private final RandomGenerator random;
    private final @Nullable ChanceReader chances;
    private int chosen = -1;

    /**
     * @param alternatives number of alternatives that {@link #chances} tells, 0 to 20, or {@link OutputRules#UNTOLD}
     * @param prompt tokens that stand before the text
     */
    public TokenChooser(Sampling sampling, int alternatives, long[] prompt) {
        this.sampling = sampling;
        this.rules = new LogitRules(sampling, prompt);
        this.chances = alternatives == OutputRules.UNTOLD ? null : new ChanceReader(alternatives);
        RandomGeneratorFactory<RandomGenerator> algorithm = RandomGeneratorFactory.of("L64X128MixRandom");
        this.random = sampling.seed() == null ? algorithm.create() : algorithm.create(sampling.seed());
    }

    /**
     * Chooses the next token, which is part of the text from then on.
     *
     * @param logits a number for each token of the vocabulary, -infinity for what cannot come; overwritten
     * @param mask bit t % 64 of word t / 64 is set where token t may come; null where all may
     * @throws Problem {@code unavailable} where a number is none or infinitely great, as it happens in damaged or badly
     *     converted models, and where the mask leaves no token that the model thinks possible
     */
    public int choose(float[] logits, long @Nullable [] mask) {
        float highest = candidates.read(logits);
        if (!Float.isFinite(highest)) {
            throw new InvalidNumbers(
                    "The model computed no valid numbers (NaN) for this text. Choose another one, or have this one built again from its checkpoint.");
        }
        if (chances != null) {
            chances.read(logits);
        }
        if (rules.change(mask)) {
            rules.apply(logits, mask);
            if (candidates.read(logits) == Float.NEGATIVE_INFINITY) {
                throw new Problem(
                        ProblemType.UNAVAILABLE,
                        "The format asked for leaves this model no word to go on with. Please ask for another format, or choose another model.");
            }
        }
        chosen = sampling.temperature() == 0 || sampling.topK() == 1 ? candidates.likeliest() : draw();
        rules.accept(chosen);
        return chosen;
    }

    private int draw() {
        if (sampling.topK() > 0) {
            candidates.keepLikeliest(sampling.topK());
        }
        if (sampling.typical() < 1) {
            candidates.keepTypical(sampling.typical());
        }
        if (sampling.topP() < 1) {
            candidates.keepNucleus(sampling.topP());
        }
        if (sampling.minP() > 0) {
            candidates.keepNear(sampling.minP());
        }
        return candidates.draw(sampling.temperature(), random.nextDouble());
    }

    /**
     * How likely the last chosen token was as the model itself served it: before bias, penalties, mask and temperature,
     * which say what is wanted and not what the model thinks; OpenAI's log probabilities are these too.
     *
     * @throws IllegalStateException where they were not asked for, or nothing is chosen yet
     */
    public TokenChances chances() {
        if (chances == null || chosen < 0) {
            throw new IllegalStateException("nothing is chosen yet, or its chances are not asked for");
        }
        return chances.of(chosen);
    }
}
