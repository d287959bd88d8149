package io.cloister.knowledge.intake;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that was handed in and is not a document yet.
 *
 * @param id of the document that it becomes
 * @param attempts begun so far
 * @param pages read; null while they are not known, and for formats without pages
 * @param failure null where it has not failed
 * @param manageable whether the signed-in person looks after its collection
 */
public record PendingDocument(
        DocumentId id,
        CollectionId collection,
        DepartmentId department,
        String fileName,
        long bytes,
        String sha256,
        Instant handedInAt,
        IntakeState state,
        int attempts,
        @Nullable Integer pages,
        int passagesDone,
        int passagesTotal,
        @Nullable IntakeFailure failure,
        boolean manageable) {

    /** A sentence on what went wrong and what to do; null where nothing did. */
    public @Nullable String problem() {
        return failure == null ? null : failure.sentence();
    }
}
