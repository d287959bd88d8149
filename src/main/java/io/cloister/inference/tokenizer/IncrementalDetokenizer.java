package io.cloister.inference.tokenizer;

import java.util.Arrays;

/**
 * Turns a growing row of tokens into text, piece by piece, so that the pieces together are what decoding all at once
 * gives. A token alone does not tell its text: decoders drop the first space, and a character may take several tokens.
 * So a window of tokens is decoded with and without the new ones, and the difference is new text, unless it ends in half
 * a character; then it waits. Not safe for use by several threads.
 */
public final class IncrementalDetokenizer {

    private static final int CONTEXT = 4;
    private static final char UNFINISHED = '\uFFFD';

    private final TextTokenizer tokenizer;
    private long[] tokens;
    private int size;
    private int windowStart;
    private int shown;

    /** @param prompt tokens that stand before the text; they are not part of it */
    public IncrementalDetokenizer(TextTokenizer tokenizer, long[] prompt) {
        this.tokenizer = tokenizer;
        this.tokens = Arrays.copyOf(prompt, prompt.length + 64);
        this.size = prompt.length;
        this.shown = prompt.length;
        this.windowStart = Math.max(0, prompt.length - CONTEXT);
    }

    /** Takes a token and gives the text that has become certain with it; often empty. */
    public String append(long token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        tokens[size++] = token;
        String difference = difference();
        if (difference.isEmpty() || difference.charAt(difference.length() - 1) == UNFINISHED) {
            return "";
        }
        windowStart = shown;
        shown = size;
        return difference;
    }

    /** What is left at the end, without the character that never became whole. */
    public String finish() {
        String rest = difference();
        int end = rest.length();
        while (end > 0 && rest.charAt(end - 1) == UNFINISHED) {
            end--;
        }
        shown = size;
        return rest.substring(0, end);
    }

    private String difference() {
        if (shown == size) {
            return "";
        }
        String before = tokenizer.decode(Arrays.copyOfRange(tokens, windowStart, shown));
        String after = tokenizer.decode(Arrays.copyOfRange(tokens, windowStart, size));
        return after.length() > before.length() ? after.substring(before.length()) : "";
    }
}
