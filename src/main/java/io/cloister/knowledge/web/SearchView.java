package io.cloister.knowledge.web;

import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch.Findings;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param candidates passages that were searched */
record SearchView(List<Hit> passages, long candidates) {

    /** @param score nearness of meaning to the question, -1 to 1 */
    record Hit(
            UUID id,
            UUID documentId,
            UUID collectionId,
            String title,
            @Nullable Integer page,
            int start,
            int end,
            String text,
            double score) {

        static Hit of(Passage passage) {
            return new Hit(
                    passage.id(),
                    passage.document().value(),
                    passage.collection().value(),
                    passage.title(),
                    passage.page(),
                    passage.start(),
                    passage.end(),
                    passage.text(),
                    passage.score());
        }
    }

    static SearchView of(Findings findings) {
        return new SearchView(findings.passages().stream().map(Hit::of).toList(), findings.candidates());
    }
}
