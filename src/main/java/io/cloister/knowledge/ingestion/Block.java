package io.cloister.knowledge.ingestion;

import org.jspecify.annotations.Nullable;

/**
 * One structural piece of a document, in reading order.
 *
 * @param level of a heading, 1 for the outermost; 0 for everything else
 * @param text one line without breaks; cells of a table row are parted by {@code " | "}
 * @param page on which it starts, counted from 1; null for formats without pages
 */
public record Block(
        Kind kind, int level, String text, @Nullable Integer page) {

    /** What a piece is. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        LIST_ITEM,
        TABLE_ROW;

        /** Whether pieces of this kind follow one another without an empty line between them. */
        boolean isDense() {
            return this == LIST_ITEM || this == TABLE_ROW;
        }
    }

    static Block heading(int level, String text, @Nullable Integer page) {
        return new Block(Kind.HEADING, level, text, page);
    }

    static Block of(Kind kind, String text, @Nullable Integer page) {
        return new Block(kind, 0, text, page);
    }

    Block withText(String other) {
        return new Block(kind, level, other, page);
    }
}
