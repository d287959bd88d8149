package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;

import io.cloister.inference.grammar.Expression.Both;
import io.cloister.inference.grammar.Expression.Repeat;
import java.util.ArrayList;
import java.util.List;

/** Strings of a schema. Where a pattern or format is given each character is written in one way only. */
final class StringRules {

    private StringRules() {}

    static Expression of(Schema schema, JsonRules json) {
        List<Expression> contents = new ArrayList<>();
        if (schema.has("pattern")) {
            contents.add(Regex.search(schema.get("pattern").asString(), JsonText::encode, schema));
        }
        if (schema.has("format")) {
            contents.add(StringFormats.of(schema));
        }
        int least = schema.count("minLength", 0);
        int most = schema.count("maxLength", Expression.UNBOUNDED);
        if (most >= 0 && least > most) {
            return Expression.NOTHING;
        }
        boolean bounded = least > 0 || most >= 0;
        if (contents.isEmpty()) {
            return bounded ? quoted(new Repeat(JsonRules.CHARACTER, least, most)) : json.string();
        }
        if (bounded) {
            contents.add(new Repeat(JsonText.encode(CodePoints.ALL), least, most));
        }
        return quoted(contents.stream().reduce(Both::new).orElseThrow());
    }

    private static Expression quoted(Expression content) {
        return sequence(text("\""), content, text("\""));
    }
}
