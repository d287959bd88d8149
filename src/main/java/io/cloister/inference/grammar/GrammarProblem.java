package io.cloister.inference.grammar;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;

/** Sentences for what cannot be followed. */
final class GrammarProblem {

    private GrammarProblem() {}

    static Problem invalid(String sentence) {
        return new Problem(ProblemType.INVALID_INPUT, sentence);
    }

    static Problem invalid(String sentence, Throwable cause) {
        return new Problem(ProblemType.INVALID_INPUT, sentence, cause);
    }

    static Problem tooLarge() {
        return invalid(
                "The schema or grammar for the answer is too large to be followed. Please shorten its longest patterns, lists and length limits.");
    }
}
