package io.cloister.knowledge.web;

import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch.Findings;
import io.cloister.knowledge.SearchNotice;
import io.cloister.knowledge.Why;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param candidates passages that were searched
 * @param notices what the searcher should know: words that were looked for instead of unknown ones, models that are missing
 */
record SearchView(List<Hit> passages, long candidates, List<Notice> notices) {

    /**
     * @param score nearness of meaning to the question, -1 to 1
     * @param relevance estimated chance that it bears on the question, 0 to 1
     * @param why what each way of searching says of it
     */
    record Hit(
            UUID id,
            UUID documentId,
            UUID collectionId,
            String title,
            List<String> section,
            @Nullable Integer page,
            int start,
            int end,
            String text,
            double score,
            double relevance,
            @Nullable Why why) {

        static Hit of(Passage passage) {
            Passage.Found found = passage.found();
            return new Hit(
                    passage.id(),
                    passage.document().value(),
                    passage.collection().value(),
                    passage.title(),
                    passage.section(),
                    passage.page(),
                    passage.start(),
                    passage.end(),
                    passage.text(),
                    passage.score(),
                    found == null ? 0 : found.relevance(),
                    found == null ? null : found.why());
        }
    }

    /** @param kind {@code corrected}, {@code expanded} or {@code without-meaning} */
    record Notice(String kind, String subject, @Nullable String instead) {

        static Notice of(SearchNotice notice) {
            return switch (notice) {
                case SearchNotice.Corrected(String word, String instead) -> new Notice("corrected", word, instead);
                case SearchNotice.Expanded(String form, String other) -> new Notice("expanded", form, other);
                case SearchNotice.WithoutMeaning(String model) -> new Notice("without-meaning", model, null);
            };
        }
    }

    static SearchView of(Findings findings) {
        return new SearchView(
                findings.passages().stream().map(Hit::of).toList(),
                findings.candidates(),
                findings.notices().stream().map(Notice::of).toList());
    }
}
