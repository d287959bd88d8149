package io.cloister.inference.grammar;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the keywords of JSON schema say something about. */
final class Keywords {

    /** They constrain nothing, or are read where they are referred to. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "$schema",
            "$id",
            "$comment",
            "$defs",
            "definitions",
            "title",
            "description",
            "default",
            "examples",
            "example",
            "deprecated",
            "readOnly",
            "writeOnly",
            "discriminator",
            "contentEncoding",
            "contentMediaType",
            "contentSchema");

    private static final Set<String> COMBINING =
            Set.of("$ref", "allOf", "anyOf", "oneOf", "const", "enum", "type", "nullable");

    private static final Map<String, Set<JsonType>> BY_TYPE = new HashMap<>();

    static {
        put(
                EnumSet.of(JsonType.OBJECT),
                "properties",
                "required",
                "additionalProperties",
                "minProperties",
                "maxProperties");
        put(EnumSet.of(JsonType.ARRAY), "items", "prefixItems", "minItems", "maxItems", "uniqueItems");
        put(EnumSet.of(JsonType.STRING), "minLength", "maxLength", "pattern", "format");
        put(
                EnumSet.of(JsonType.NUMBER, JsonType.INTEGER),
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "multipleOf");
    }

    private Keywords() {}

    private static void put(Set<JsonType> types, String... keywords) {
        for (String keyword : keywords) {
            BY_TYPE.put(keyword, types);
        }
    }

    static boolean isAnnotation(String keyword) {
        return ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
    }

    /** Refuses keywords that this compiler does not know. */
    static void check(Schema schema) {
        for (String keyword : schema.node().propertyNames()) {
            if (!isAnnotation(keyword) && !COMBINING.contains(keyword) && !BY_TYPE.containsKey(keyword)) {
                throw schema.refuse(keyword, "is a keyword that cannot be followed while writing");
            }
        }
    }

    /** The types that a schema allows: those it names, else those that its keywords are about, else all. */
    static Set<JsonType> types(Schema schema) {
        Set<JsonType> types = EnumSet.noneOf(JsonType.class);
        JsonNode declared = schema.get("type");
        (declared.isString() ? List.of(declared) : declared.values())
                .forEach(type -> types.add(JsonType.valueOf(type.asString().toUpperCase(java.util.Locale.ROOT))));
        if (declared.isMissingNode()) {
            for (String keyword : schema.node().propertyNames()) {
                types.addAll(BY_TYPE.getOrDefault(keyword, Set.of()));
            }
        }
        if (types.contains(JsonType.NUMBER)) {
            types.remove(JsonType.INTEGER);
        }
        if (types.isEmpty()) {
            types.addAll(EnumSet.complementOf(EnumSet.of(JsonType.INTEGER)));
        } else if (schema.get("nullable").asBoolean(false)) {
            types.add(JsonType.NULL);
        }
        return types;
    }

    /** Whether a value is of a type. */
    static boolean is(JsonNode value, JsonType type) {
        return switch (type) {
            case OBJECT -> value.isObject();
            case ARRAY -> value.isArray();
            case STRING -> value.isString();
            case NUMBER -> value.isNumber();
            case INTEGER ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case BOOLEAN -> value.isBoolean();
            case NULL -> value.isNull();
        };
    }
}
