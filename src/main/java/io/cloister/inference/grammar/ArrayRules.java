package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;

import io.cloister.inference.grammar.Expression.Repeat;
import tools.jackson.databind.JsonNode;

/** Arrays of a schema. */
final class ArrayRules {

    private static final int MOST_PREFIX = 500;

    private ArrayRules() {}

    static Expression of(Schema schema, SchemaCompiler compiler) {
        if (schema.get("uniqueItems").asBoolean(false)) {
            throw schema.refuse("uniqueItems", "cannot be followed while writing");
        }
        int prefix = schema.get("prefixItems").size();
        if (prefix > MOST_PREFIX) {
            throw schema.refuse("prefixItems", "has too many entries");
        }
        int least = schema.count("minItems", 0);
        int most = schema.count("maxItems", Expression.UNBOUNDED);
        JsonNode items = schema.get("items");
        if (items.isBoolean() && !items.booleanValue()) {
            most = most < 0 ? prefix : Math.min(prefix, most);
        }
        if (most >= 0 && least > most) {
            return Expression.NOTHING;
        }
        Expression item = items.isMissingNode() ? compiler.json().value() : compiler.value(schema.child("items"));
        Expression content = rest(Math.min(prefix, most < 0 ? prefix : most), item, least, most);
        for (int i = Math.min(prefix, most < 0 ? prefix : most) - 1; i >= 0; i--) {
            Expression entry = compiler.value(schema.child("prefixItems", i));
            Expression from = sequence(i == 0 ? Expression.EMPTY : JsonRules.COMMA, entry, content);
            content = i < least ? from : Expression.optional(from);
        }
        return sequence(text("["), content, text("]"));
    }

    /** The items after those with a place of their own. */
    private static Expression rest(int taken, Expression item, int least, int most) {
        int needed = Math.max(0, least - taken);
        int possible = most < 0 ? most : most - taken;
        return taken == 0
                ? JsonRules.repeated(item, needed, possible)
                : new Repeat(sequence(JsonRules.COMMA, item), needed, possible);
    }
}
