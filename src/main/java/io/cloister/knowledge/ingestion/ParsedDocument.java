package io.cloister.knowledge.ingestion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a file.
 *
 * @param title from its metadata or its first heading; null where it has neither
 * @param pages null for formats without pages
 */
public record ParsedDocument(
        FileKind kind, @Nullable String title, @Nullable Integer pages, List<Block> blocks) {

    public ParsedDocument {
        blocks = List.copyOf(blocks);
    }

    /** Whether it holds anything that can be read. */
    boolean hasText() {
        return blocks.stream().anyMatch(block -> block.text().codePoints().anyMatch(Character::isLetterOrDigit));
    }
}
