package io.cloister.inference.grammar;

import io.cloister.inference.ToolOffer;

/**
 * Which tools a model may call in a text and how it writes that down.
 *
 * @param format see {@link ToolCallFormat#of}
 */
public record ToolGrammar(ToolCallFormat format, ToolOffer offer) {}
