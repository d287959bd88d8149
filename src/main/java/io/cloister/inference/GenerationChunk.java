package io.cloister.inference;

import java.util.List;

/** A piece of a growing answer. */
public sealed interface GenerationChunk {

    /**
     * Text to append; never half a character, empty only where probabilities wait for it.
     *
     * @param probabilities of tokens whose text this is or becomes; empty where they were not asked for
     */
    record Text(String text, List<Token> probabilities) implements GenerationChunk {

        public Text {
            probabilities = List.copyOf(probabilities);
        }

        public Text(String text) {
            this(text, List.of());
        }
    }

    /**
     * How likely a token was.
     *
     * @param text of the token alone; where it is half a character the bytes tell it
     * @param bytes in UTF-8, 0 to 255
     * @param logarithm natural, at most 0, before temperature
     * @param alternatives the likeliest tokens in its place, itself among them where it is one, likeliest first
     */
    record Token(String text, List<Integer> bytes, double logarithm, List<Token> alternatives) {

        public Token {
            bytes = List.copyOf(bytes);
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The model calls a tool and waits for its answer. */
    record Call(ChatMessage.ToolCall call) implements GenerationChunk {}

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

    /**
     * The last chunk.
     *
     * @param cachedTokens of the prompt that had been read before
     */
    record Finished(FinishReason reason, int promptTokens, int completionTokens, int cachedTokens)
            implements GenerationChunk {}
}
