package io.cloister.inference;

/** A piece of a growing answer. */
public sealed interface GenerationChunk {

    /** Text to append; never empty, never half a character. */
    record Text(String text) implements GenerationChunk {}

    /**
     * The text from here on rests on a source; stands before the text it belongs to.
     *
     * @param number of this quotation in the answer, as its marker shows it: {@code [1]} for the first, then counting
     *     up. A model that cites sources by their own numbers passes these on, once each
     * @param source the number of a {@link SourceText}
     * @param start offset of the first quoted character in the source's text
     * @param end offset after the last one
     */
    record Quotation(int number, int source, int start, int end) implements GenerationChunk {}

    /** The last chunk. */
    record Finished(FinishReason reason, int promptTokens, int completionTokens) implements GenerationChunk {}
}
