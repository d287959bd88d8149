package io.cloister.inference.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each token of a {@code tokenizer.json} adds to a text that is under way, in bytes of UTF-8; a token may be part of
 * a character. For tokenizers whose decoder joins tokens without looking at their neighbours: ByteLevel, and those
 * like SentencePiece's. Safe for use by many threads.
 */
public final class TokenBytes {

    private static final byte[] NONE = {};
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[][] bytes;
    private final Map<Integer, String> controls = new HashMap<>();

    private TokenBytes(JsonNode tokenizer) throws IOException {
        TokenAlphabet alphabet = TokenAlphabet.of(tokenizer);
        Map<Integer, String> texts = texts(tokenizer);
        int last = texts.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        bytes = new byte[last + 1][];
        Arrays.fill(bytes, NONE);
        texts.forEach((id, text) -> bytes[id] = alphabet.bytes(text));
        for (JsonNode token : tokenizer.path("added_tokens")) {
            int id = token.path("id").asInt();
            if (token.path("special").asBoolean(false)) {
                controls.put(id, token.path("content").asString(""));
                bytes[id] = NONE;
            }
        }
    }

    /**
     * Reads them.
     *
     * @param tokenizer content of a {@code tokenizer.json}
     * @throws IOException where it is none, or of a kind that changes text at the borders of words
     */
    public static TokenBytes read(byte[] tokenizer) throws IOException {
        try {
            return new TokenBytes(JSON.readTree(tokenizer));
        } catch (JacksonException e) {
            throw new IOException("Not a tokenizer: " + e.getMessage(), e);
        }
    }

    private static Map<Integer, String> texts(JsonNode tokenizer) {
        Map<Integer, String> texts = new HashMap<>();
        JsonNode vocabulary = tokenizer.path("model").path("vocab");
        vocabulary.properties().forEach(entry -> texts.put(entry.getValue().asInt(), entry.getKey()));
        if (vocabulary.isArray()) {
            for (int id = 0; id < vocabulary.size(); id++) {
                texts.put(id, vocabulary.path(id).path(0).asString(""));
            }
        }
        for (JsonNode token : tokenizer.path("added_tokens")) {
            texts.put(token.path("id").asInt(), token.path("content").asString(""));
        }
        return texts;
    }

    /** One more than the last token's number. */
    public int size() {
        return bytes.length;
    }

    /** Its bytes, not to be changed; none for control tokens and unknown ones. */
    public byte[] bytes(int token) {
        return token >= 0 && token < bytes.length ? bytes[token] : NONE;
    }

    /** The name of a control token, which decoding leaves out; null for all others. */
    public @Nullable String control(int token) {
        return controls.get(token);
    }

    /** The longest name of a control token that stands at a place in a text; null where there is none. */
    public @Nullable String controlAt(String text, int offset) {
        return controls.values().stream()
                .filter(name -> !name.isEmpty() && text.startsWith(name, offset))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    /** The bytes of a token as text, for people; a control token's name. */
    public String text(int token) {
        String control = controls.get(token);
        return control == null ? new String(bytes(token), StandardCharsets.UTF_8) : control;
    }
}
