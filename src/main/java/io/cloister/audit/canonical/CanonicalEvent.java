package io.cloister.audit.canonical;

import io.cloister.audit.tree.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event in canonical JSON (RFC 8785), the form that is hashed. That RFC writes numbers as IEEE doubles, so that
 * different numbers could share one form; therefore only integers up to 2^53 - 1 are numbers here, and nothing else is
 * read as canonical.
 *
 * @param json canonical text; its UTF-8 bytes are what counts
 */
public record CanonicalEvent(String json) {

    /** Larger integers are kept as text. */
    static final long LARGEST_INTEGER = (1L << 53) - 1;

    private static final Pattern PLAIN_INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,15}");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(17).build())
            .build();

    /** @param body as {@link EventBody} makes it */
    static CanonicalEvent of(Map<String, Object> body) {
        try {
            return canonical(MAPPER.writeValueAsString(body));
        } catch (IOException e) {
            throw new IllegalStateException("an event cannot be brought into canonical form", e);
        }
    }

    /**
     * Reads an event back from any JSON text of the same meaning.
     *
     * @throws MalformedEventException where the text is not an object or holds a number that no event has
     */
    public static CanonicalEvent parse(String json) throws MalformedEventException {
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedEventException("not an object");
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && !isPlainInteger(parser.getString())) {
                    throw new MalformedEventException("a number that is not a plain integer");
                }
            }
            return canonical(json);
        } catch (JacksonException | IOException e) {
            throw new MalformedEventException("not JSON", e);
        }
    }

    /** The event's leaf in the Merkle tree. */
    public Hash leafHash() {
        return Hash.leaf(json.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlainInteger(String number) {
        return PLAIN_INTEGER.matcher(number).matches() && Math.abs(Long.parseLong(number)) <= LARGEST_INTEGER;
    }

    private static CanonicalEvent canonical(String json) throws IOException {
        return new CanonicalEvent(new JsonCanonicalizer(json).getEncodedString());
    }
}
