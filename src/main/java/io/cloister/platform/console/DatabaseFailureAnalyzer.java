package io.cloister.platform.console;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** An external database that cannot be reached, or does not let the portal in. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        return new FailureAnalysis(
                "The database cannot be used (%s)".formatted(cause.getMessage()),
                "check that it runs and that SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD are right, then start again",
                cause);
    }
}
