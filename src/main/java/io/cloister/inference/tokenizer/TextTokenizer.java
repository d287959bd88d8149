package io.cloister.inference.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A tokenizer in the Hugging Face format ({@code tokenizer.json}). Neither pads nor truncates. Safe for use by many
 * threads.
 */
public final class TextTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Reads a {@code tokenizer.json}. The caller closes the stream.
     *
     * @throws IOException where it cannot be read or is not a tokenizer
     */
    public static TextTokenizer load(InputStream json) throws IOException {
        OfflineTokenizerLibrary.enforce();
        try {
            return new TextTokenizer(
                    HuggingFaceTokenizer.newInstance(json, Map.of("padding", "false", "truncation", "false")));
        } catch (RuntimeException e) {
            // The native side reports a malformed file this way.
            throw new IOException("Not a tokenizer: " + e.getMessage(), e);
        }
    }

    /** Token ids of a text, with what the tokenizer puts around a text where {@code special}. */
    public long[] encode(String text, boolean special) {
        return tokenizer.encode(text, special, false).getIds();
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
