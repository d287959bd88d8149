package io.cloister.knowledge.isolation;

import io.cloister.knowledge.ingestion.ParsedDocument;
import io.cloister.knowledge.ingestion.RefusedFile;
import org.jspecify.annotations.Nullable;

/** What a reader process says of a file: either the document, or why not. */
record Answer(
        @Nullable ParsedDocument document,
        @Nullable String reason,
        @Nullable String sentence) {

    static Answer of(ParsedDocument document) {
        return new Answer(document, null, null);
    }

    static Answer of(RefusedFile refused) {
        return new Answer(null, refused.reason(), refused.sentence());
    }

    ParsedDocument orRefuse() {
        if (document == null) {
            throw reason == null || sentence == null ? RefusedFile.broken() : RefusedFile.told(reason, sentence);
        }
        return document;
    }
}
