package io.cloister.inference.checkpoint;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON without room for two readings: no name twice in an object, nothing after the end. */
final class StrictJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    static ObjectNode object(CheckpointFolder folder, String file) throws UnusableCheckpointException {
        try {
            JsonNode json = MAPPER.readTree(folder.text(file));
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw UnusableCheckpointException.damaged(file, "it is not a JSON object");
        } catch (JacksonException e) {
            throw damaged(file, e);
        }
    }

    /** Reads piece by piece; throws {@link JacksonException} for {@link #damaged}. */
    static JsonParser parser(String text) {
        return MAPPER.createParser(text);
    }

    static UnusableCheckpointException damaged(String file, JacksonException cause) {
        TokenStreamLocation place = cause.getLocation();
        return UnusableCheckpointException.damaged(
                file,
                place == null
                        ? "its JSON is not valid"
                        : "its JSON is not valid at line %d, column %d"
                                .formatted(place.getLineNr(), place.getColumnNr()),
                cause);
    }
}
