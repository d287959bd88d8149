package io.cloister.knowledge.ingestion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passage as it is stored and searched.
 *
 * @param page on which its first sentence begins, counted from 1; null for formats without pages
 * @param start offset of its first character in the extracted text of the document
 * @param end offset after its last character
 * @param text the characters between the two
 * @param section headings above most of it, outermost first
 */
public record Chunk(@Nullable Integer page, int start, int end, String text, List<String> section) {

    public Chunk {
        section = List.copyOf(section);
    }
}
