package io.cloister.inference.grammar;

import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Writes the JSON that a schema allows as rules of a grammar, or refuses what it cannot enforce. Properties come in the
 * order of their declaration. An object that declares properties has no others unless {@code additionalProperties} says
 * so. Of {@code oneOf} the output meets at least one.
 */
final class SchemaCompiler {

    private static final int MOST_SCHEMAS = 20_000;
    private static final int DEEPEST = 200;
    private static final int INLINE = 64;

    private final Grammar grammar;
    private final SchemaDocument document;
    private final String name;
    private final JsonRules json;
    private final SchemaMerge merge;
    private final ObjectRules objects;
    private int schemas;
    private int depth;

    /** @param name tells the rules of several schemas in one grammar apart */
    SchemaCompiler(Grammar grammar, SchemaDocument document, String name) {
        this.grammar = grammar;
        this.document = document;
        this.name = name;
        this.json = new JsonRules(grammar);
        this.merge = new SchemaMerge(document);
        this.objects = new ObjectRules(this, grammar);
    }

    /** @throws Problem {@code invalid-input} naming the first keyword that cannot be followed */
    Expression compile() {
        return value(document.root());
    }

    JsonRules json() {
        return json;
    }

    /** A value, as a rule of its own where it is not short. */
    Expression value(Schema schema) {
        Expression expression = of(schema);
        return size(expression) <= INLINE ? expression : grammar.add(schema.pointer(), expression);
    }

    private static int size(Expression expression) {
        return switch (expression) {
            case Expression.Range _ -> 1;
            case Expression.Call _ -> 1;
            case Expression.Sequence sequence ->
                1 + sequence.parts().stream().mapToInt(SchemaCompiler::size).sum();
            case Choice choice ->
                1
                        + choice.alternatives().stream()
                                .mapToInt(SchemaCompiler::size)
                                .sum();
            case Expression.Repeat _, Expression.Both _ -> INLINE + 1;
        };
    }

    private Expression of(Schema schema) {
        if (++schemas > MOST_SCHEMAS || depth > DEEPEST) {
            throw GrammarProblem.invalid(
                    "The JSON schema refers to itself in a way that cannot be followed, near %s. Please use a plain $ref there."
                            .formatted(schema.pointer().isEmpty() ? "the top" : "#" + schema.pointer()));
        }
        depth++;
        try {
            return expression(schema);
        } finally {
            depth--;
        }
    }

    private Expression expression(Schema schema) {
        if (schema.node().isBoolean()) {
            return schema.node().booleanValue() ? json.value() : Expression.NOTHING;
        }
        Keywords.check(schema);
        if (schema.has("$ref")) {
            return reference(schema);
        }
        if (schema.has("allOf")) {
            return of(merge.allOf(schema));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.has(keyword)) {
                return new Choice(merge.alternatives(schema, keyword).stream()
                        .map(this::value)
                        .toList());
            }
        }
        if (schema.has("const") || schema.has("enum")) {
            return literals(schema);
        }
        Set<JsonType> types = Keywords.types(schema);
        return types.size() == 1
                ? typed(types.iterator().next(), schema)
                : new Choice(types.stream().map(type -> typed(type, schema)).toList());
    }

    private Expression reference(Schema schema) {
        String reference = schema.get("$ref").asString();
        Schema target = document.find(reference);
        if (target == null) {
            throw schema.refuse("$ref", "names nothing within the schema");
        }
        return SchemaMerge.isOnly(schema, "$ref")
                ? grammar.shared(name + "#" + target.pointer(), () -> of(target))
                : of(merge.both(SchemaMerge.without(schema, "$ref"), target));
    }

    /** The values that a schema lists, of the types that it allows. */
    private Expression literals(Schema schema) {
        for (String keyword : schema.node().propertyNames()) {
            if (!Keywords.isAnnotation(keyword)
                    && !Set.of("const", "enum", "type", "nullable").contains(keyword)) {
                throw schema.refuse(keyword, "stands beside a list of values");
            }
        }
        Set<JsonType> types = schema.has("type") ? Keywords.types(schema) : Set.of();
        Predicate<JsonNode> allowed =
                value -> types.isEmpty() || types.stream().anyMatch(type -> Keywords.is(value, type));
        List<JsonNode> values = new ArrayList<>();
        if (schema.has("enum")) {
            values.addAll(schema.get("enum").values());
            if (schema.has("const")) {
                values.retainAll(List.of(schema.get("const")));
            }
            if (schema.get("nullable").asBoolean(false)) {
                values.add(tools.jackson.databind.node.NullNode.getInstance());
            }
        } else {
            values.add(schema.get("const"));
        }
        return new Choice(values.stream()
                .filter(allowed)
                .map(JsonNode::toString)
                .distinct()
                .map(Expression::text)
                .toList());
    }

    private Expression typed(JsonType type, Schema schema) {
        return switch (type) {
            case OBJECT -> objects.of(schema);
            case ARRAY -> ArrayRules.of(schema, this);
            case STRING -> StringRules.of(schema, json);
            case NUMBER -> NumberRules.number(schema, json);
            case INTEGER -> NumberRules.integer(schema, json);
            case BOOLEAN -> JsonRules.BOOLEAN;
            case NULL -> JsonRules.NULL;
        };
    }
}
