package io.cloister.knowledge.retrieval;

import io.cloister.knowledge.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Leaves out passages of a document that say what a better one of it says already. The same words in two documents are
 * two finds: which contract it stands in is often the question.
 */
final class Diversity {

    /** Share of word triples in common from which two passages count as one. */
    private static final double SAME = 0.85;

    private static final int SHINGLE = 3;

    private Diversity() {}

    /** The first {@code limit} of those that are no near copies of one before them. */
    static List<PassageRows.Row> distinct(List<PassageRows.Row> ordered, int limit) {
        List<PassageRows.Row> kept = new ArrayList<>();
        for (PassageRows.Row row : ordered) {
            if (kept.stream().noneMatch(better -> same(better.passage(), row.passage()))) {
                kept.add(row);
                if (kept.size() == limit) {
                    break;
                }
            }
        }
        return kept;
    }

    private static boolean same(Passage one, Passage other) {
        return one.document().equals(other.document()) && overlap(shape(one.text()), shape(other.text())) >= SAME;
    }

    private static Set<String> shape(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", 0));
        Set<String> shape = new HashSet<>();
        for (int from = 0; from < Math.max(1, words.size() - SHINGLE + 1); from++) {
            shape.add(String.join(" ", words.subList(from, Math.min(words.size(), from + SHINGLE))));
        }
        return shape;
    }

    /** Jaccard similarity, 0 to 1 (Broder, "On the resemblance and containment of documents", 1997). */
    private static double overlap(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return (double) common / (one.size() + other.size() - common);
    }
}
