package io.cloister.inference;

/**
 * A passage that an answer may rest on.
 *
 * @param number counted from 1, as shown to the reader
 * @param text the passage itself; quotations refer to offsets in it
 */
public record SourceText(int number, String title, String text) {}
