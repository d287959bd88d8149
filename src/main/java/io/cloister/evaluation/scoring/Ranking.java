package io.cloister.evaluation.scoring;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a search brought for one question, beside what it should have brought.
 *
 * @param found ids, best first, none twice
 * @param grades of the ids that bear on the question, above 0; others have none. At least one
 */
public record Ranking(List<String> found, Map<String, Integer> grades) {

    public Ranking {
        found = List.copyOf(found);
        grades = Map.copyOf(grades);
        if (grades.isEmpty() || grades.values().stream().anyMatch(grade -> grade < 1)) {
            throw new IllegalArgumentException("at least one id must bear on the question, with a grade above 0");
        }
    }

    /**
     * Normalised discounted cumulative gain with exponential gains (Burges and others, "Learning to Rank using Gradient
     * Descent", 2005), 0 to 1. With grades of 0 and 1 it is that of BEIR and trec_eval.
     */
    public double ndcg(int depth) {
        List<Integer> ideal =
                grades.values().stream().sorted(Comparator.reverseOrder()).toList();
        return gain(found.stream().map(id -> grades.getOrDefault(id, 0)).toList(), depth) / gain(ideal, depth);
    }

    private static double gain(List<Integer> ranked, int depth) {
        double gain = 0;
        for (int rank = 0; rank < Math.min(depth, ranked.size()); rank++) {
            gain += (Math.pow(2, ranked.get(rank)) - 1) * Math.log(2) / Math.log(rank + 2.0);
        }
        return gain;
    }

    /** Share of the ids that bear on the question among the first, 0 to 1. */
    public double recall(int depth) {
        return (double) found.stream().limit(depth).filter(grades::containsKey).count() / grades.size();
    }

    /** One divided by the rank of the first id that bears on the question; 0 where it is not among the first. */
    public double reciprocalRank(int depth) {
        for (int rank = 0; rank < Math.min(depth, found.size()); rank++) {
            if (grades.containsKey(found.get(rank))) {
                return 1.0 / (rank + 1);
            }
        }
        return 0;
    }
}
