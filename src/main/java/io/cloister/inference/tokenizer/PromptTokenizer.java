package io.cloister.inference.tokenizer;

import io.cloister.inference.template.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes prompts that a template and people wrote together. A control token is one only where the template wrote it;
 * what looks like one in a person's text is read as the characters it consists of. Safe for use by many threads.
 */
public final class PromptTokenizer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final TextTokenizer usual;
    private final TextTokenizer literal;
    private final ControlTokens control;

    private PromptTokenizer(TextTokenizer usual, TextTokenizer literal, ControlTokens control) {
        this.usual = usual;
        this.literal = literal;
        this.control = control;
    }

    /**
     * @param usual reads control tokens everywhere; stays the caller's
     * @param tokenizer content of its {@code tokenizer.json}
     * @throws IOException where it is none
     */
    public static PromptTokenizer load(TextTokenizer usual, byte[] tokenizer) throws IOException {
        try {
            JsonNode json = JSON.readTree(tokenizer);
            return new PromptTokenizer(
                    usual,
                    TextTokenizer.load(new ByteArrayInputStream(JSON.writeValueAsBytes(literal(json)))),
                    new ControlTokens(json));
        } catch (JacksonException e) {
            throw new IOException("Not a tokenizer: " + e.getMessage(), e);
        }
    }

    /** The same without control tokens. */
    private static JsonNode literal(JsonNode json) {
        ObjectNode copy = (ObjectNode) json.deepCopy();
        ArrayNode kept = JSON.createArrayNode();
        for (JsonNode token : json.path("added_tokens")) {
            if (!token.path("special").asBoolean(false)) {
                kept.add(token);
            }
        }
        copy.set("added_tokens", kept);
        // It would put control tokens around the text.
        copy.remove("post_processor");
        return copy;
    }

    /** Token ids of a prompt; nothing is put around it. */
    public long[] encode(List<Piece> pieces) {
        StringBuilder joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(piece.text()));
        String text = joined.toString();
        List<MatchResult> all = control.in(text);
        List<MatchResult> real =
                all.stream().filter(match -> writtenByTemplate(match, pieces)).toList();
        return real.size() == all.size() ? usual.encode(text, false) : between(text, real);
    }

    private static boolean writtenByTemplate(MatchResult match, List<Piece> pieces) {
        int begin = 0;
        for (Piece piece : pieces) {
            int end = begin + piece.text().length();
            if (match.start() < end) {
                return piece.fromTemplate() && match.end() <= end;
            }
            begin = end;
        }
        return false;
    }

    private long[] between(String text, List<MatchResult> controls) {
        LongStream.Builder ids = LongStream.builder();
        int from = 0;
        for (MatchResult match : controls) {
            add(text.substring(from, match.start()), ids);
            ids.add(control.id(match.group()));
            from = match.end();
        }
        add(text.substring(from), ids);
        return ids.build().toArray();
    }

    private void add(String text, LongStream.Builder ids) {
        if (!text.isEmpty()) {
            LongStream.of(literal.encode(text, false)).forEach(ids::add);
        }
    }

    @Override
    public void close() {
        literal.close();
    }
}
