package io.cloister.catalog.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands.
 *
 * @param id of the model that it makes, too
 * @param stepDone bytes of the present step
 * @param stepTotal of them; 0 where it is not known
 * @param secondsLeft of the present step; null where nobody can tell
 * @param problem what is wrong and what to do; null unless it failed
 * @param intent the event of the audit trail that says it has begun
 * @param initiator who asked for it
 * @param endedAt null while it waits or works
 */
public record ImportJob(
        UUID id,
        ImportOrder order,
        ImportState state,
        long stepDone,
        long stepTotal,
        @Nullable Long secondsLeft,
        @Nullable String problem,
        boolean cancelRequested,
        @Nullable UUID intent,
        Initiator initiator,
        Instant startedAt,
        @Nullable Instant endedAt) {

    public static ImportJob asked(ImportOrder order, Initiator initiator, Instant at) {
        return new ImportJob(
                UUID.randomUUID(), order, ImportState.WAITING, 0, 0, null, null, false, null, initiator, at, null);
    }

    /** The model; null until it is in the catalog. */
    public @Nullable UUID modelId() {
        return state == ImportState.DONE ? id : null;
    }
}
