package io.cloister.inference.sampling;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;

/** A model computed what is no number, as damaged and badly converted ones do. */
public final class InvalidNumbers extends Problem {

    private static final long serialVersionUID = 1L;

    InvalidNumbers(String sentence) {
        super(ProblemType.UNAVAILABLE, sentence);
    }
}
