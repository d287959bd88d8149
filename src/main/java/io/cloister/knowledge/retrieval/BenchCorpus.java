package io.cloister.knowledge.retrieval;

import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Made-up passages of a large house: words drawn by Zipf's law from 30,000, and vectors in clusters, as those of real
 * texts lie. The same numbers always give the same passages.
 */
final class BenchCorpus {

    static final int DIMENSIONS = 384;

    private static final int WORDS = 30_000;
    private static final int WORDS_OF_A_PASSAGE = 60;
    private static final int WORDS_OF_A_QUESTION = 9;
    private static final int CLUSTERS = 2_000;
    private static final float SPREAD = 0.6f;
    private static final String[] SYLLABLES = {
        "ka", "lo", "mi", "ren", "sta", "vor", "bel", "tu", "gra", "nis", "po", "der", "fa", "quo", "zel", "hin", "mar",
        "sol", "wen", "cra", "du", "pli", "ost", "er", "an", "il"
    };

    private BenchCorpus() {}

    static String passage(long number) {
        return words(new SplittableRandom(number * 2), WORDS_OF_A_PASSAGE);
    }

    static String question(long number) {
        return words(new SplittableRandom(number * 2 + 1), WORDS_OF_A_QUESTION);
    }

    private static String words(SplittableRandom random, int count) {
        StringJoiner text = new StringJoiner(" ");
        for (int word = 0; word < count; word++) {
            // Inverse of the distribution function of Zipf's law with exponent 1, nearly.
            text.add(word((int) Math.pow(WORDS, random.nextDouble())));
        }
        return text.toString();
    }

    private static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }

    /** A unit vector: a cluster's centre and noise. */
    static float[] vector(int space, long number) {
        return near(space, number, 0);
    }

    /** A unit vector near that of a passage, as a question's may lie. */
    static float[] near(int space, long number, float distance) {
        SplittableRandom random = new SplittableRandom(number * 31 + space);
        SplittableRandom centre = new SplittableRandom(random.nextInt(CLUSTERS) * 977L + space);
        SplittableRandom away = new SplittableRandom(number * 37 + space);
        float[] vector = new float[DIMENSIONS];
        double length = 0;
        for (int index = 0; index < DIMENSIONS; index++) {
            vector[index] = (float) (centre.nextGaussian()
                    + SPREAD * random.nextGaussian()
                    + (distance == 0 ? 0 : distance * away.nextGaussian()));
            length += vector[index] * vector[index];
        }
        float scale = (float) (1 / Math.sqrt(length));
        for (int index = 0; index < DIMENSIONS; index++) {
            vector[index] *= scale;
        }
        return vector;
    }
}
