package io.cloister.inference.grammar;

import io.cloister.inference.grammar.Expression.Both;
import io.cloister.inference.grammar.Expression.Repeat;
import java.util.ArrayList;
import java.util.List;

/** Strings of a schema. Where a pattern or format is given each character is written in one way only. */
final class StringRules {

    private StringRules() {}

    static Expression of(Schema schema, JsonRules json) {
        int least = schema.count("minLength", 0);
        int most = schema.count("maxLength", Expression.UNBOUNDED);
        if (most >= 0 && least > most) {
            return Expression.NOTHING;
        }
        boolean bounded = least > 0 || most >= 0;
        if (!schema.has("pattern") && !schema.has("format")) {
            return bounded ? json.string(least, most) : json.string();
        }
        String description = "pattern %s, format %s, length %d to %d"
                .formatted(schema.get("pattern"), schema.get("format"), least, most);
        return json.string(description, () -> {
            List<Expression> contents = new ArrayList<>();
            if (schema.has("pattern")) {
                contents.add(Regex.search(schema.get("pattern").asString(), JsonText::encode, schema));
            }
            if (schema.has("format")) {
                contents.add(StringFormats.of(schema));
            }
            if (bounded) {
                contents.add(new Repeat(JsonText.encode(CodePoints.ALL), least, most));
            }
            return contents.stream().reduce(Both::new).orElseThrow();
        });
    }
}
