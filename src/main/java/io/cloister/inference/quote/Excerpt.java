package io.cloister.inference.quote;

/**
 * A piece of a source that can be quoted: a sentence, a list item or a table row.
 *
 * @param source number of the source
 * @param start offset of its first character in the source's text
 * @param end offset after its last character
 * @param text the characters between the two
 * @param context what one must know to understand it: the heading above it, the lead-in of its list, the header of its
 *     table; empty where there is none
 */
record Excerpt(int source, int start, int end, String text, String context) {}
