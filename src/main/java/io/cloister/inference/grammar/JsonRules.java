package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.anyNumber;
import static io.cloister.inference.grammar.Expression.choice;
import static io.cloister.inference.grammar.Expression.optional;
import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;
import static io.cloister.inference.grammar.Expression.times;

import io.cloister.inference.grammar.Expression.Call;
import io.cloister.inference.grammar.Expression.Range;
import io.cloister.inference.grammar.Expression.Repeat;
import java.util.function.Supplier;

/**
 * JSON (RFC 8259) without layout: no blanks but at most one after each colon and comma. Numbers have at most 19 digits
 * before the point, 20 after it and 3 in the exponent, so that they end.
 */
final class JsonRules {

    static final int WHOLE_DIGITS = 19;
    static final int FRACTION_DIGITS = 20;
    private static final int EXPONENT_DIGITS = 3;

    static final Expression BLANK = optional(text(" "));
    static final Expression COMMA = sequence(text(","), BLANK);
    static final Expression COLON = sequence(text(":"), BLANK);
    static final Expression DIGIT = new Range('0', '9');
    static final Expression NULL = text("null");
    static final Expression BOOLEAN = Expression.texts("true", "false");
    static final Expression INTEGER = sequence(
            optional(text("-")),
            choice(text("0"), sequence(new Range('1', '9'), new Repeat(DIGIT, 0, WHOLE_DIGITS - 1))));
    static final Expression FRACTION = sequence(text("."), new Repeat(DIGIT, 1, FRACTION_DIGITS));
    static final Expression NUMBER = sequence(
            INTEGER,
            optional(FRACTION),
            optional(sequence(
                    Expression.texts("e", "E"),
                    optional(Expression.texts("+", "-")),
                    new Repeat(DIGIT, 1, EXPONENT_DIGITS))));

    /** A character in a string in any of its ways, without escaped surrogates. */
    static final Expression CHARACTER = choice(
            Utf8.encode(JsonText.PLAIN),
            sequence(
                    text("\\"),
                    choice(
                            Expression.texts("\"", "\\", "/", "b", "f", "n", "r", "t"),
                            sequence(text("u"), basicPoint()))));

    private static final Expression STRING = sequence(text("\""), anyNumber(CHARACTER), text("\""));

    private final Grammar grammar;

    JsonRules(Grammar grammar) {
        this.grammar = grammar;
    }

    private static Expression basicPoint() {
        Expression hex = choice(DIGIT, new Range('a', 'f'), new Range('A', 'F'));
        Expression notD =
                choice(DIGIT, new Range('a', 'c'), new Range('e', 'f'), new Range('A', 'C'), new Range('E', 'F'));
        return choice(
                sequence(notD, times(hex, 3)),
                sequence(Expression.texts("d", "D"), new Range('0', '7'), times(hex, 2)));
    }

    Call string() {
        return grammar.common("a string", () -> STRING);
    }

    /** So many characters, quoted. */
    Expression string(int least, int most) {
        return sequence(
                text("\""), grammar.counted("the characters of a string", CHARACTER, new Bounds(least, most, '"')));
    }

    /** A string of a content that its description tells exactly. */
    Call string(String description, Supplier<Expression> content) {
        return grammar.common("a string with " + description, () -> sequence(text("\""), content.get(), text("\"")));
    }

    Call number() {
        return grammar.common("a number", () -> NUMBER);
    }

    Call integer() {
        return grammar.common("an integer", () -> INTEGER);
    }

    Call object() {
        return grammar.shared("an object", () -> objectOf(string(), value(), 0, Expression.UNBOUNDED));
    }

    Call array() {
        return grammar.shared(
                "an array", () -> sequence(text("["), repeated(value(), 0, Expression.UNBOUNDED), text("]")));
    }

    Call value() {
        return grammar.shared("a value", () -> choice(string(), number(), object(), array(), BOOLEAN, NULL));
    }

    /** Entries of one kind. */
    static Expression objectOf(Expression key, Expression value, int least, int most) {
        Expression entry = sequence(key, COLON, value);
        return sequence(text("{"), repeated(entry, least, most), text("}"));
    }

    /** With commas between. */
    static Expression repeated(Expression item, int least, int most) {
        if (most == 0) {
            return Expression.EMPTY;
        }
        Expression some = sequence(
                item,
                new Repeat(
                        sequence(COMMA, item), Math.max(0, least - 1), most == Expression.UNBOUNDED ? most : most - 1));
        return least == 0 ? optional(some) : some;
    }
}
