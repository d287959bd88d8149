package io.cloister.inference.quote;

import java.util.Set;

/**
 * An excerpt as judged for one question.
 *
 * @param stems of its words
 * @param score how well it answers; from 0 it counts as an answer
 */
record ScoredExcerpt(Excerpt excerpt, Set<String> stems, double score) {

    /** Whether the two say nearly the same: most words of the shorter one stand in the other, numbers included. */
    boolean repeats(ScoredExcerpt other) {
        boolean shorter = stems.size() <= other.stems.size();
        Set<String> fewer = shorter ? stems : other.stems;
        Set<String> more = shorter ? other.stems : stems;
        if (fewer.isEmpty()) {
            return true;
        }
        long shared = fewer.stream().filter(more::contains).count();
        return shared >= 0.85 * fewer.size();
    }
}
