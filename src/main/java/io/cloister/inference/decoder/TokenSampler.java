package io.cloister.inference.decoder;

import io.cloister.inference.Sampling;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Chooses the next token: the likeliest {@code topK}, of those the fewest that hold {@code topP} of the probability, and
 * of those one by chance at the given temperature. This is llama.cpp's order; other runtimes apply temperature first.
 * The same seed gives the same choices. Not safe for use by several threads.
 */
final class TokenSampler {

    /** Below the best logit by this much a token has no chance worth counting. */
    private static final float NEGLIGIBLE = 40;

    private final Sampling sampling;
    private final RandomGenerator random;

    TokenSampler(Sampling sampling) {
        this.sampling = sampling;
        RandomGeneratorFactory<RandomGenerator> algorithm = RandomGeneratorFactory.of("L64X128MixRandom");
        this.random = sampling.seed() == null ? algorithm.create() : algorithm.create(sampling.seed());
    }

    /** @throws Problem {@code unavailable} where a number is none, as it happens in damaged or badly converted models */
    int choose(float[] logits) {
        int best = likeliest(logits);
        if (sampling.temperature() <= 0 || sampling.topK() == 1) {
            return best;
        }
        int[] candidates = byLogit(logits, logits[best] - NEGLIGIBLE * (float) Math.max(1, sampling.temperature()));
        int count = sampling.topK() > 0 ? Math.min(sampling.topK(), candidates.length) : candidates.length;
        count = nucleus(logits, candidates, count);
        double[] chances = chances(logits, candidates, count, sampling.temperature());
        double point = random.nextDouble() * Arrays.stream(chances).sum();
        for (int i = 0; i < count; i++) {
            point -= chances[i];
            if (point < 0) {
                return candidates[i];
            }
        }
        return candidates[count - 1];
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 0; i < logits.length; i++) {
            if (Float.isNaN(logits[i])) {
                throw new Problem(
                        ProblemType.UNAVAILABLE,
                        "The model computed no valid numbers (NaN) for this text. Choose another one, or have this one built again from its checkpoint.");
            }
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Tokens above a limit, likeliest first. */
    private static int[] byLogit(float[] logits, float limit) {
        long[] keys = new long[logits.length];
        int count = 0;
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] >= limit) {
                keys[count++] = ((long) descending(logits[i]) << 32) | i;
            }
        }
        Arrays.sort(keys, 0, count);
        int[] tokens = new int[count];
        for (int i = 0; i < count; i++) {
            tokens[i] = (int) keys[i];
        }
        return tokens;
    }

    /** An integer that sorts the other way round than the number does. */
    private static int descending(float value) {
        int bits = Float.floatToIntBits(value);
        return ~(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
    }

    private int nucleus(float[] logits, int[] candidates, int count) {
        if (sampling.topP() >= 1) {
            return count;
        }
        double[] chances = chances(logits, candidates, count, 1);
        double wanted = sampling.topP() * Arrays.stream(chances).sum();
        int kept = 0;
        for (double sum = 0; kept < count && sum < wanted; kept++) {
            sum += chances[kept];
        }
        return Math.max(1, kept);
    }

    private static double[] chances(float[] logits, int[] candidates, int count, double temperature) {
        double[] chances = new double[count];
        for (int i = 0; i < count; i++) {
            chances[i] = Math.exp((logits[candidates[i]] - logits[candidates[0]]) / temperature);
        }
        return chances;
    }
}
