package io.cloister.knowledge.lexical;

import java.util.Set;

/**
 * Words that a question and a text have in common, in their basic form and in the question's order.
 *
 * @param asked different words of the question
 */
public record SharedWords(Set<String> words, int asked) {

    /** Share of the question's words, 0 to 1. */
    public double coverage() {
        return asked == 0 ? 0 : (double) words.size() / asked;
    }
}
