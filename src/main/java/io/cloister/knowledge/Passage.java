package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage of a document.
 *
 * @param page counted from 1; null for formats without pages
 * @param start offset of its first character in the document's extracted text
 * @param end offset after its last character
 * @param sha256 hex digest of its text
 * @param score cosine similarity to the question, -1 to 1
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
        String text,
        String sha256,
        double score) {}
