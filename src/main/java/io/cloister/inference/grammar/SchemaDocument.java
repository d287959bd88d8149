package io.cloister.inference.grammar;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloister.platform.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads schemas and makes sure that they are some, by the meta-schema of the draft 2020-12. */
final class SchemaDocument {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int DEEPEST = 64;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;

    private SchemaDocument(JsonNode root) {
        this.root = root;
    }

    /** Read at its first use, since that takes a moment; it comes with the library and not from the network. */
    private static final class MetaSchema {
        static final com.networknt.schema.Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    }

    /** @throws Problem {@code invalid-input} where it is no JSON, no schema, too large or too deep */
    static SchemaDocument read(String json) {
        if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw GrammarProblem.invalid(
                    "The JSON schema is larger than %d kB. Please send a smaller one.".formatted(MOST_BYTES / 1024));
        }
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw GrammarProblem.invalid(
                    "The JSON schema is no JSON, says a name twice, or is deeper than %d levels (%s). Please correct it."
                            .formatted(DEEPEST, e.getOriginalMessage()),
                    e);
        }
        MetaSchema.SCHEMA.validate(root.toString(), InputFormat.JSON).stream()
                .findFirst()
                .ifPresent(error -> {
                    throw GrammarProblem.invalid(
                            "The JSON schema is none of the draft 2020-12: %s at %s. Please correct it."
                                    .formatted(
                                            error.getMessage().toLowerCase(Locale.ROOT),
                                            "#" + error.getInstanceLocation()));
                });
        return new SchemaDocument(root);
    }

    Schema root() {
        return new Schema(root, "");
    }

    /** The schema that a reference within the document names; null where there is none. */
    @Nullable Schema find(String reference) {
        if (!reference.startsWith("#")) {
            return null;
        }
        String pointer;
        JsonPointer compiled;
        try {
            // A plus sign is itself in a fragment.
            pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            compiled = JsonPointer.compile(pointer);
        } catch (IllegalArgumentException _) {
            return null;
        }
        JsonNode found = root.at(compiled);
        return found.isObject() || found.isBoolean() ? new Schema(found, pointer) : null;
    }
}
