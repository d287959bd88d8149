/**
 * Output that follows a grammar, and calls of tools.
 *
 * <p>{@code SchemaCompiler}, {@code GbnfParser} and {@code ToolCallRules} write a {@code Grammar}: rules made of
 * {@code Expression}s over bytes that call each other. {@code AutomatonBuilder} makes an {@code Automaton} of it, one
 * deterministic machine for each rule. A {@code ConfigurationGraph} runs it: a {@code Configuration} is the set of stacks in
 * which it can be after a text, and remembers where each byte leads.
 *
 * <p>Which tokens may come is found by walking the {@code TokenTrie} of the vocabulary. The costly part of that, such as
 * the inside of a string where nearly every token fits, depends on the top of a stack only and is kept as a
 * {@code LocalMask}; the few tokens that leave the rule are walked on with what lies below. Strings with bounds on their
 * length are counted ({@code Bounds}, {@code CountedMask}) instead of unrolled.
 *
 * <p>JSON is written without layout: at most one blank after a colon or comma. {@code ToolCallReader} is the other direction:
 * it takes calls out of what a model wrote. Control tokens that a format uses as markers are left out by decoding, so the
 * reader is told the token beside its text, and grammars know such tokens by a spelling of their own ({@code Spelling}).
 */
@NullMarked
package io.cloister.inference.grammar;

import org.jspecify.annotations.NullMarked;
