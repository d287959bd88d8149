package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage of a document.
 *
 * @param page counted from 1; null for formats without pages
 * @param start offset of its first character in the document's extracted text
 * @param end offset after its last character
 * @param section headings above it, outermost first
 * @param sha256 hex digest of its text
 * @param found what the search says of it; null outside of a search
 */
public record Passage(
        UUID id,
        DocumentId document,
        CollectionId collection,
        DepartmentId department,
        String title,
        @Nullable Integer page,
        int start,
        int end,
        List<String> section,
        String text,
        String sha256,
        @Nullable Found found) {

    public Passage {
        section = List.copyOf(section);
    }

    /**
     * What the search says of a passage.
     *
     * @param score cosine similarity to the question by the first embedding model, -1 to 1
     * @param relevance estimated chance that it bears on the question, 0 to 1
     * @param bears whether that is enough, in its collection, to answer with it
     */
    public record Found(double score, double relevance, boolean bears, Why why) {}

    /** Cosine similarity to the question, -1 to 1; 0 outside of a search. */
    public double score() {
        return found == null ? 0 : found.score();
    }

    /** Whether it is worth answering with. */
    public boolean bears() {
        return found != null && found.bears();
    }

    public Passage with(Found other) {
        return new Passage(id, document, collection, department, title, page, start, end, section, text, sha256, other);
    }
}
