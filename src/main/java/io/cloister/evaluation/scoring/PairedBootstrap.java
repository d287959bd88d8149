package io.cloister.evaluation.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How far the difference of two systems on the same questions can be trusted: the questions are drawn again and again
 * with replacement (Sakai, "Evaluating Evaluation Metrics based on the Bootstrap", 2006).
 *
 * @param difference mean of the first less mean of the second
 * @param low 2.5th percentile of the difference
 * @param high 97.5th percentile of the difference
 * @param notBetter share of draws in which the first was not better
 */
public record PairedBootstrap(double difference, double low, double high, double notBetter) {

    private static final int DRAWS = 10_000;
    private static final long SEED = 17;

    /** @param one scores of the first, question by question; as many as {@code other}, at least one */
    public static PairedBootstrap of(List<Double> one, List<Double> other) {
        if (one.isEmpty() || one.size() != other.size()) {
            throw new IllegalArgumentException("both must have been asked the same questions, and at least one");
        }
        double[] differences = new double[one.size()];
        Arrays.setAll(differences, question -> one.get(question) - other.get(question));
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int question = 0; question < differences.length; question++) {
                sum += differences[random.nextInt(differences.length)];
            }
            means[draw] = sum / differences.length;
        }
        Arrays.sort(means);
        long notBetter = Arrays.stream(means).filter(mean -> mean <= 0).count();
        return new PairedBootstrap(
                Arrays.stream(differences).average().orElse(0),
                means[(int) (DRAWS * 0.025)],
                means[(int) (DRAWS * 0.975)],
                (double) notBetter / DRAWS);
    }
}
