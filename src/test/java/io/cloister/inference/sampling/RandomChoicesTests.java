package io.cloister.inference.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.inference.Sampling;
import io.cloister.inference.Sampling.Penalties;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random logits and settings: choices are those of the plain definitions, and as frequent as these say. */
class RandomChoicesTests {

    private static final int TOKENS = 40;
    private static final int DRAWS = 40_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 60, 64, 511, 1025, 3000})
    void areThoseOfThePlainDefinitions(int vocabulary) {
        var random = new Random(vocabulary);
        for (int seed = 0; seed < 100; seed++) {
            Sampling sampling = sampling(random, vocabulary, seed);
            long[] prompt = random.longs(random.nextInt(12), 0, vocabulary).toArray();
            var chooser = new TokenChooser(sampling, seed % 3 - 1, prompt);
            var plain = new PlainChooser(sampling, seed, prompt);
            for (int step = 0; step < 6; step++) {
                float[] logits = logits(random, vocabulary);
                long[] mask = mask(random, vocabulary);
                int wanted = plain.choose(logits, mask);
                assertThat(chooser.choose(logits, mask))
                        .as("%s, step %d", sampling, step)
                        .isEqualTo(wanted);
            }
        }
    }

    /** Pearson's chi-square, with what is expected less than ten times thrown together. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void areAsFrequentAsTheirProbability(int seed) {
        var random = new Random(seed);
        float[] logits = new float[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            logits[i] = (float) random.nextGaussian();
        }
        var sampling = new Sampling(
                0.5 + random.nextDouble(),
                seed % 5 == 0 ? 0 : 30,
                seed % 2 == 0 ? 1 : 0.9,
                seed % 3 == 0 ? 1 : 0.95,
                seed % 4 == 0 ? 0 : 0.01,
                Penalties.NONE,
                Map.of(),
                (long) seed);
        double[] chances = new PlainChooser(sampling, seed, new long[0]).distribution(logits);
        int[] counts = new int[TOKENS];
        var chooser = new TokenChooser(sampling, -1, new long[0]);
        for (int i = 0; i < DRAWS; i++) {
            counts[chooser.choose(logits.clone(), null)]++;
        }

        double chiSquare = 0;
        int classes = 0;
        double rare = 0;
        double expectedRare = 0;
        for (int token = 0; token < TOKENS; token++) {
            double expected = chances[token] * DRAWS;
            if (expected >= 10) {
                chiSquare += Math.pow(counts[token] - expected, 2) / expected;
                classes++;
            } else {
                rare += counts[token];
                expectedRare += expected;
            }
        }
        assertThat(classes).isGreaterThan(5);
        assertThat(chiSquare).isLessThan(exceededOnceInAThousand(classes - 1));
        assertThat(Math.abs(rare - expectedRare)).isLessThanOrEqualTo(3.3 * Math.sqrt(expectedRare));
    }

    /** After Wilson and Hilferty, 1931. */
    private static double exceededOnceInAThousand(int degrees) {
        double ninth = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - ninth + 3.09 * Math.sqrt(ninth), 3);
    }

    private static Sampling sampling(Random random, int vocabulary, long seed) {
        Map<Integer, Float> bias = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            bias.put(random.nextInt(vocabulary), random.nextFloat(-100, 100));
        }
        var penalties = new Penalties(
                random.nextBoolean() ? 1 : random.nextDouble(0.5, 3),
                random.nextBoolean() ? 0 : random.nextDouble(-2, 2),
                random.nextBoolean() ? 0 : random.nextDouble(-2, 2),
                random.nextInt(8));
        return new Sampling(
                random.nextInt(5) == 0 ? 0 : random.nextDouble(0.1, 2),
                random.nextBoolean() ? 0 : 1 + random.nextInt(vocabulary),
                random.nextInt(3) > 0 ? 1 : random.nextDouble(0.1, 1),
                random.nextBoolean() ? 1 : random.nextDouble(0.1, 1),
                random.nextBoolean() ? 0 : random.nextDouble(0, 0.5),
                penalties,
                bias,
                seed);
    }

    /** Near each other or far apart, some with many ties, some with tokens that cannot come; the first always can. */
    private static float[] logits(Random random, int vocabulary) {
        double width = Math.pow(10, random.nextDouble(-1, 2));
        boolean ties = random.nextInt(3) == 0;
        boolean impossible = random.nextInt(3) == 0;
        float[] logits = new float[vocabulary];
        for (int i = 0; i < vocabulary; i++) {
            float logit = (float) (width * random.nextGaussian());
            logits[i] = ties ? Math.round(logit) : logit;
            if (i > 0 && impossible && random.nextBoolean()) {
                logits[i] = Float.NEGATIVE_INFINITY;
            }
        }
        return logits;
    }

    /** Of words that allow all, none or some; the first token always may come. */
    private static long @Nullable [] mask(Random random, int vocabulary) {
        if (random.nextBoolean()) {
            return null;
        }
        long[] mask = new long[(vocabulary + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = switch (random.nextInt(3)) {
                case 0 -> 0;
                case 1 -> -1;
                default -> random.nextLong();
            };
        }
        mask[0] |= 1;
        return mask;
    }
}
