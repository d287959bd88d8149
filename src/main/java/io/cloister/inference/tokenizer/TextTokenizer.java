package io.cloister.inference.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A tokenizer in the Hugging Face format ({@code tokenizer.json}). Never pads. Safe for use by many threads.
 */
public final class TextTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Reads a {@code tokenizer.json} for texts of any length. The caller closes the stream.
     *
     * @throws IOException where it cannot be read or is not a tokenizer
     */
    public static TextTokenizer load(InputStream json) throws IOException {
        return load(json, Map.of("padding", "false", "truncation", "false"));
    }

    /**
     * The same for a model that reads so many tokens at most: texts lose their end, of a pair the longer one first, and
     * what the tokenizer puts around them stays.
     *
     * @param maxTokens special ones included
     */
    public static TextTokenizer loadCutting(InputStream json, int maxTokens) throws IOException {
        return load(
                json,
                Map.of(
                        "padding",
                        "false",
                        "truncation",
                        "longest_first",
                        "maxLength",
                        Integer.toString(maxTokens),
                        "modelMaxLength",
                        Integer.toString(maxTokens)));
    }

    private static TextTokenizer load(InputStream json, Map<String, String> options) throws IOException {
        OfflineTokenizerLibrary.enforce();
        try {
            return new TextTokenizer(HuggingFaceTokenizer.newInstance(json, options));
        } catch (RuntimeException e) {
            // The native side reports a malformed file this way.
            throw new IOException("Not a tokenizer: " + e.getMessage(), e);
        }
    }

    /** Token ids of a text, with what the tokenizer puts around a text where {@code special}. */
    public long[] encode(String text, boolean special) {
        return tokenizer.encode(text, special, false).getIds();
    }

    /** A pair of texts, with what the tokenizer puts around and between them. */
    public TokenizedText encodePair(String first, String second) {
        return TokenizedText.of(tokenizer.encode(first, second, true, false));
    }

    /** A text with the places of its tokens, and with what the tokenizer puts around it where {@code special}. */
    public TokenizedText encodeInPlace(String text, boolean special) {
        return TokenizedText.of(tokenizer.encode(text, special, false));
    }

    /** Tokens that the tokenizer puts behind a text. */
    public int trailingSpecialTokens() {
        long[] special = tokenizer.encode("a", true, false).getSpecialTokenMask();
        int trailing = 0;
        while (trailing < special.length && special[special.length - 1 - trailing] == 1) {
            trailing++;
        }
        return trailing;
    }

    /** Number of tokens, special ones not counted. */
    public int count(String text) {
        return encode(text, false).length;
    }

    /** Text of the tokens; special ones leave nothing. */
    public String decode(long[] ids) {
        return tokenizer.decode(ids, true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
