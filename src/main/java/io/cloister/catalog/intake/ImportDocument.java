package io.cloister.catalog.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import, for programs.
 *
 * @param startedBy name of the person, or the operator
 */
public record ImportDocument(
        UUID id,
        String name,
        String title,
        String source,
        ImportState state,
        long stepDone,
        long stepTotal,
        @Nullable Long secondsLeft,
        @Nullable String problem,
        @Nullable UUID modelId,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** @param person name of whoever asked; an operator's stands in the job itself */
    public static ImportDocument of(ImportJob job, String person) {
        String operator = job.initiator().operator();
        return new ImportDocument(
                job.id(),
                job.order().name(),
                job.order().title(),
                job.order().source(),
                job.state(),
                job.stepDone(),
                job.stepTotal(),
                job.secondsLeft(),
                job.problem(),
                job.modelId(),
                operator == null ? person : operator,
                job.startedAt(),
                job.endedAt());
    }
}
