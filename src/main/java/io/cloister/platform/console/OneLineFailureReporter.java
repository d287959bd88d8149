package io.cloister.platform.console;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in one line why the portal did not start, and what to do. */
final class OneLineFailureReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction();
        String line = action == null || action.isBlank()
                ? analysis.getDescription()
                : analysis.getDescription().strip() + "; " + action.strip();
        System.err.println("cloister: " + line.replaceAll("\\s*\\R\\s*", " "));
    }
}
