package io.cloister.knowledge.lexical;

import java.util.UUID;

/**
 * What the index of words learns about a passage.
 *
 * @param above title and headings
 */
public record IndexedPassage(UUID id, String above, String text) {}
