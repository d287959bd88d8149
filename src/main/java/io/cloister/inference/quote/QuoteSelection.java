package io.cloister.inference.quote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses what to quote: the best answer and what is not clearly worse, each thing once, in the order of the sources. */
final class QuoteSelection {

    private static final int MOST = 5;

    /** Distance in score beyond which a sentence is clearly worse than the best one. */
    private static final double CLEARLY_WORSE = 3;

    private QuoteSelection() {}

    /** @return empty where nothing answers */
    static List<Excerpt> choose(List<ScoredExcerpt> scored) {
        List<ScoredExcerpt> best = scored.stream()
                .filter(excerpt -> excerpt.score() >= 0)
                .sorted(Comparator.comparingDouble(ScoredExcerpt::score).reversed())
                .toList();
        var chosen = new ArrayList<ScoredExcerpt>();
        for (ScoredExcerpt candidate : best) {
            if (chosen.size() == MOST || candidate.score() < best.getFirst().score() - CLEARLY_WORSE) {
                break;
            }
            if (chosen.stream().noneMatch(candidate::repeats)) {
                chosen.add(candidate);
            }
        }
        return inOrder(chosen);
    }

    /** The source of the best answer first, then the others by number; within a source as it reads. */
    private static List<Excerpt> inOrder(List<ScoredExcerpt> chosen) {
        if (chosen.isEmpty()) {
            return List.of();
        }
        int first = chosen.getFirst().excerpt().source();
        return chosen.stream()
                .map(ScoredExcerpt::excerpt)
                .sorted(Comparator.comparing((Excerpt excerpt) -> excerpt.source() != first)
                        .thenComparingInt(Excerpt::source)
                        .thenComparingInt(Excerpt::start))
                .toList();
    }
}
