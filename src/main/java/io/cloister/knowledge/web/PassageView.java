package io.cloister.knowledge.web;

import io.cloister.knowledge.Passage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passage of a document, in reading order. */
record PassageView(UUID id, @Nullable Integer page, int start, int end, String text) {

    static PassageView of(Passage passage) {
        return new PassageView(passage.id(), passage.page(), passage.start(), passage.end(), passage.text());
    }
}
