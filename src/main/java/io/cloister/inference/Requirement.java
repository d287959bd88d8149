package io.cloister.inference;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;

/** What a request must keep to. */
final class Requirement {

    private Requirement() {}

    /** @throws Problem {@code invalid-input} with the sentence where it is not met */
    static void require(boolean met, String sentence) {
        if (!met) {
            throw new Problem(ProblemType.INVALID_INPUT, sentence);
        }
    }
}
