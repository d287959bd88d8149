package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.anyNumber;
import static io.cloister.inference.grammar.Expression.optional;
import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;

import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Objects of a schema: declared properties in their order, then others where they are allowed. */
final class ObjectRules {

    private static final int COPIED = 32;

    private final SchemaCompiler compiler;
    private final Grammar grammar;

    ObjectRules(SchemaCompiler compiler, Grammar grammar) {
        this.compiler = compiler;
        this.grammar = grammar;
    }

    /** A name and its value, without a comma. */
    private record Entry(Expression expression, boolean required) {}

    Expression of(Schema schema) {
        Map<String, Schema> declared = new LinkedHashMap<>();
        schema.get("properties").propertyNames().forEach(name -> declared.put(name, schema.child("properties", name)));
        Schema others = others(schema, declared.isEmpty());
        Set<String> required = new LinkedHashSet<>();
        schema.get("required").forEach(name -> required.add(name.asString()));
        required.forEach(name -> declared.putIfAbsent(name, undeclared(schema)));
        int least = schema.count("minProperties", 0);
        int most = schema.count("maxProperties", Expression.UNBOUNDED);
        if (declared.isEmpty() && others != null) {
            return least > most && most >= 0 ? Expression.NOTHING : map(others, least, most);
        }
        if (least > required.size()) {
            throw schema.refuse("minProperties", "asks for more than the required properties");
        }
        if (most >= 0 && (others != null || most < declared.size())) {
            throw schema.refuse("maxProperties", "allows fewer properties than are declared");
        }
        List<Entry> entries = new ArrayList<>();
        declared.forEach((name, value) -> entries.add(new Entry(
                sequence(text(StringNode.valueOf(name).toString()), JsonRules.COLON, compiler.value(value)),
                required.contains(name))));
        Expression additional = others == null
                ? null
                : sequence(
                        OtherNames.than(declared.keySet(), grammar, schema), JsonRules.COLON, compiler.value(others));
        return sequence(text("{"), members(entries, additional, schema.pointer()), text("}"));
    }

    private static @Nullable Schema others(Schema schema, boolean otherwise) {
        JsonNode additional = schema.get("additionalProperties");
        boolean open = additional.isMissingNode() ? otherwise : !additional.isBoolean() || additional.booleanValue();
        return open ? undeclared(schema) : null;
    }

    /** What a property is that is not declared; anything by default. */
    private static Schema undeclared(Schema schema) {
        Schema additional = schema.child("additionalProperties");
        return additional.node().isMissingNode()
                ? new Schema(tools.jackson.databind.node.BooleanNode.TRUE, additional.pointer())
                : additional;
    }

    private Expression map(Schema values, int least, int most) {
        return JsonRules.objectOf(compiler.json().string(), compiler.value(values), least, most);
    }

    private Expression members(List<Entry> entries, @Nullable Expression additional, String pointer) {
        int first = 0;
        while (first < entries.size() && !entries.get(first).required()) {
            first++;
        }
        Expression tail = tail(entries.subList(first, entries.size()), additional);
        Expression after = first > 1 ? grammar.add(pointer, tail) : tail;
        // Whatever comes first has no comma before it: each of the leading optional ones may be it.
        List<Expression> begins = new ArrayList<>();
        Expression run = Expression.EMPTY;
        for (Entry entry : entries.subList(0, first).reversed()) {
            begins.add(sequence(entry.expression(), run, after));
            Expression longer = sequence(optional(sequence(JsonRules.COMMA, entry.expression())), run);
            // Copied they share their beginnings; too many would take too much room.
            run = first <= COPIED ? longer : grammar.add(pointer, longer);
        }
        if (first < entries.size()) {
            Expression rest = tail(entries.subList(first + 1, entries.size()), additional);
            begins.add(sequence(entries.get(first).expression(), rest));
            return new Choice(begins);
        }
        if (additional != null) {
            begins.add(sequence(additional, after));
        }
        return optional(new Choice(begins));
    }

    /** After a first one. */
    private static Expression tail(List<Entry> entries, @Nullable Expression additional) {
        List<Expression> parts = new ArrayList<>();
        for (Entry entry : entries) {
            Expression next = sequence(JsonRules.COMMA, entry.expression());
            parts.add(entry.required() ? next : optional(next));
        }
        if (additional != null) {
            parts.add(anyNumber(sequence(JsonRules.COMMA, additional)));
        }
        return new Sequence(parts);
    }
}
