package io.cloister.knowledge.web;

import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.knowledge.intake.PendingDocument;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document, or a file on its way to becoming one, as the portal's JSON shows it.
 *
 * @param state {@code READY}, or that of a file on its way
 * @param progress null where it is ready
 * @param problem what went wrong and what to do; null where nothing did
 */
record DocumentView(
        UUID id,
        UUID collectionId,
        String title,
        String fileName,
        @Nullable String mediaType,
        long bytes,
        @Nullable Integer pages,
        int passages,
        Instant uploadedAt,
        String state,
        @Nullable Progress progress,
        @Nullable String problem) {

    /** @param attempts begun so far */
    record Progress(int attempts, int passagesDone, int passagesTotal) {}

    static DocumentView of(DocumentSummary document) {
        return new DocumentView(
                document.id().value(),
                document.collection().value(),
                document.title(),
                document.fileName(),
                document.mediaType(),
                document.bytes(),
                document.pages(),
                document.passages(),
                document.uploadedAt(),
                "READY",
                null,
                null);
    }

    static DocumentView of(PendingDocument file) {
        return new DocumentView(
                file.id().value(),
                file.collection().value(),
                file.fileName(),
                file.fileName(),
                null,
                file.bytes(),
                file.pages(),
                0,
                file.handedInAt(),
                file.state().name(),
                new Progress(file.attempts(), file.passagesDone(), file.passagesTotal()),
                file.problem());
    }
}
