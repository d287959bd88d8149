package io.cloister.platform.console;

import io.cloister.platform.Problem;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A problem says by itself what is wrong and what to do. */
final class ProblemFailureAnalyzer extends AbstractFailureAnalyzer<Problem> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, Problem cause) {
        return new FailureAnalysis(cause.sentence(), null, cause);
    }
}
