package io.cloister.catalog.web;

import io.cloister.catalog.intake.ImportJob;
import io.cloister.catalog.intake.ModelImports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** The imports worth showing beside the models: those under way, and those that ended within a day. */
@Component
class ShownImports {

    private static final Duration FRESH = Duration.ofDays(1);

    private final ModelImports imports;
    private final Clock clock;

    ShownImports(ModelImports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    List<ImportRow> rows() {
        Instant limit = clock.instant().minus(FRESH);
        return imports.newest().stream()
                .filter(job -> isShown(job, limit))
                .map(ImportRow::new)
                .toList();
    }

    private static boolean isShown(ImportJob job, Instant limit) {
        return job.endedAt() == null || job.endedAt().isAfter(limit);
    }
}
