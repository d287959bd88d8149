package io.cloister.inference.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one schema of several that hold together, where that can be done keyword by keyword. */
final class SchemaMerge {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> LOWER =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private final SchemaDocument document;

    SchemaMerge(SchemaDocument document) {
        this.document = document;
    }

    /** Whether a keyword is all that constrains. */
    static boolean isOnly(Schema schema, String keyword) {
        return schema.node().propertyNames().stream()
                .allMatch(other -> other.equals(keyword) || Keywords.isAnnotation(other));
    }

    static Schema without(Schema schema, String keyword) {
        ObjectNode rest = (ObjectNode) schema.node().deepCopy();
        rest.remove(keyword);
        return new Schema(rest, schema.pointer());
    }

    /** What is meant by a schema with {@code allOf}. */
    Schema allOf(Schema schema) {
        int parts = schema.get("allOf").size();
        if (parts == 1 && isOnly(schema, "allOf")) {
            return schema.child("allOf", 0);
        }
        Schema merged = without(schema, "allOf");
        for (int i = 0; i < parts; i++) {
            merged = both(merged, schema.child("allOf", i));
        }
        return merged;
    }

    /** The schemas of which one has to hold, each with what stands beside them. */
    List<Schema> alternatives(Schema schema, String keyword) {
        boolean alone = isOnly(schema, keyword);
        Schema rest = without(schema, keyword);
        List<Schema> alternatives = new ArrayList<>();
        for (int i = 0; i < schema.get(keyword).size(); i++) {
            Schema alternative = schema.child(keyword, i);
            alternatives.add(alone ? alternative : both(rest, alternative));
        }
        return alternatives;
    }

    /** What both mean. */
    Schema both(Schema one, Schema other) {
        Schema first = target(one, 0);
        Schema second = target(other, 0);
        if (first.node().isBoolean()) {
            return first.node().booleanValue() ? second : first;
        }
        if (second.node().isBoolean()) {
            return second.node().booleanValue() ? first : second;
        }
        refuseClosed(first, second);
        ObjectNode merged = (ObjectNode) first.node().deepCopy();
        second.node().properties().forEach(entry -> {
            String keyword = entry.getKey();
            JsonNode known = merged.get(keyword);
            if (known == null) {
                merged.set(keyword, entry.getValue());
            } else if (!Keywords.isAnnotation(keyword) && !known.equals(entry.getValue())) {
                merged.set(keyword, merged(second, keyword, known, entry.getValue()));
            }
        });
        return new Schema(merged, second.pointer());
    }

    private Schema target(Schema schema, int followed) {
        if (!schema.has("$ref")) {
            return schema;
        }
        Schema target = document.find(schema.get("$ref").asString());
        if (target == null || followed > document.root().node().size() + 64) {
            throw schema.refuse("$ref", target == null ? "names nothing within the schema" : "refers to itself");
        }
        return isOnly(schema, "$ref")
                ? target(target, followed + 1)
                : both(without(schema, "$ref"), target(target, followed + 1));
    }

    private JsonNode merged(Schema schema, String keyword, JsonNode one, JsonNode other) {
        if (LOWER.contains(keyword)) {
            return one.decimalValue().compareTo(other.decimalValue()) >= 0 ? one : other;
        }
        if (UPPER.contains(keyword)) {
            return one.decimalValue().compareTo(other.decimalValue()) <= 0 ? one : other;
        }
        return switch (keyword) {
            case "required" -> {
                ArrayNode union = (ArrayNode) one.deepCopy();
                other.forEach(union::add);
                yield union;
            }
            case "properties" -> properties(one, other);
            case "items", "additionalProperties" -> allOf(one, other);
            case "allOf" -> {
                ArrayNode union = (ArrayNode) one.deepCopy();
                other.forEach(union::add);
                yield union;
            }
            default -> throw schema.refuse(keyword, "has to hold together with another one that says something else");
        };
    }

    private static JsonNode properties(JsonNode one, JsonNode other) {
        ObjectNode union = (ObjectNode) one.deepCopy();
        other.properties().forEach(entry -> {
            JsonNode known = union.get(entry.getKey());
            union.set(
                    entry.getKey(),
                    known == null || known.equals(entry.getValue())
                            ? entry.getValue()
                            : allOf(known, entry.getValue()));
        });
        return union;
    }

    private static ObjectNode allOf(JsonNode one, JsonNode other) {
        ObjectNode both = NODES.objectNode();
        both.putArray("allOf").add(one).add(other);
        return both;
    }

    /** A schema that speaks of all other properties speaks of those of its neighbour too. */
    private static void refuseClosed(Schema one, Schema other) {
        Set<String> names = Set.copyOf(one.get("properties").propertyNames());
        boolean same = names.equals(Set.copyOf(other.get("properties").propertyNames()));
        for (Schema schema : List.of(one, other)) {
            JsonNode additional = schema.get("additionalProperties");
            boolean open = additional.isMissingNode() || additional.asBoolean(false);
            if (!same && !open) {
                throw schema.refuse(
                        "additionalProperties", "has to hold together with properties that are declared elsewhere");
            }
        }
    }
}
