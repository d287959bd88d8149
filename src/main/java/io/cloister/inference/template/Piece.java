package io.cloister.inference.template;

/**
 * A part of a rendered prompt that has one origin.
 *
 * <p>A control token counts as one only where it lies wholly within a piece that the template wrote. What lies between
 * two control tokens is best encoded as one text, across pieces, with control tokens switched off: then a harmless prompt
 * gets the same tokens as from an encoder that knows no pieces.
 *
 * @param text never empty
 * @param fromTemplate true if the template or a {@link TrustedText} wrote it, false if it came out of a value
 */
public record Piece(String text, boolean fromTemplate) {}
