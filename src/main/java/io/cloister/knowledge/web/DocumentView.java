package io.cloister.knowledge.web;

import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document as the portal's JSON shows it. */
record DocumentView(
        UUID id,
        UUID collectionId,
        String title,
        String fileName,
        String mediaType,
        long bytes,
        @Nullable Integer pages,
        int passages,
        Instant uploadedAt) {

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
                document.uploadedAt());
    }
}
