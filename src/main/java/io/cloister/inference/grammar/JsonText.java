package io.cloister.inference.grammar;

import io.cloister.inference.grammar.CodePoints.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Characters as they are written within a JSON string, each in one way only: escaped where they must be. */
final class JsonText {

    /** Those that stand for themselves. */
    static final CodePoints PLAIN =
            CodePoints.of(0, 0x1F).with(CodePoints.anyOf("\"\\")).negated();

    private static final Map<Integer, String> SHORT = Map.of(
            (int) '"', "\\\"",
            (int) '\\', "\\\\",
            (int) '\b', "\\b",
            (int) '\f', "\\f",
            (int) '\n', "\\n",
            (int) '\r', "\\r",
            (int) '\t', "\\t");

    private JsonText() {}

    /** One character of a set. */
    static Expression encode(CodePoints points) {
        List<Expression> ways = new ArrayList<>();
        ways.add(Utf8.encode(points.without(PLAIN.negated())));
        for (Interval range : points.without(PLAIN).ranges()) {
            for (int point = range.from(); point <= range.to(); point++) {
                ways.add(escape(point));
            }
        }
        return new Expression.Choice(ways);
    }

    private static Expression escape(int point) {
        String known = SHORT.get(point);
        return known != null
                ? Expression.text(known)
                : Expression.texts("\\u%04x".formatted(point), "\\u%04X".formatted(point));
    }

    /** Any characters in this one way. */
    static Expression anything() {
        return Expression.anyNumber(encode(CodePoints.ALL));
    }
}
