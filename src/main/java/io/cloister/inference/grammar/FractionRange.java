package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;

import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Range;
import io.cloister.inference.grammar.Expression.Repeat;
import java.util.ArrayList;
import java.util.List;

/** The part of a number behind its whole digits, point included, compared with a fraction given by its digits. */
final class FractionRange {

    private FractionRange() {}

    /** @param digits without zeros at the end */
    static Expression atLeast(String digits, boolean strict) {
        Expression some = sequence(text("."), atLeast(digits, 0, strict));
        return digits.isEmpty() && !strict ? Expression.optional(some) : some;
    }

    /** @param digits without zeros at the end */
    static Expression atMost(String digits, boolean strict) {
        Expression some = sequence(text("."), atMost(digits, 0, strict));
        return digits.isEmpty() && strict ? Expression.NOTHING : Expression.optional(some);
    }

    private static Expression atLeast(String digits, int at, boolean strict) {
        int left = JsonRules.FRACTION_DIGITS - at;
        if (at == digits.length()) {
            return strict
                    ? sequence(
                            new Repeat(text("0"), 0, Math.max(0, left - 1)),
                            new Range('1', '9'),
                            new Repeat(JsonRules.DIGIT, 0, Math.max(0, left - 1)))
                    : new Repeat(JsonRules.DIGIT, at == 0 ? 1 : 0, left);
        }
        char digit = digits.charAt(at);
        List<Expression> ways = new ArrayList<>();
        ways.add(sequence(text(digits.substring(at, at + 1)), atLeast(digits, at + 1, strict)));
        if (digit < '9') {
            ways.add(sequence(new Range(digit + 1, '9'), new Repeat(JsonRules.DIGIT, 0, left - 1)));
        }
        return new Choice(ways);
    }

    private static Expression atMost(String digits, int at, boolean strict) {
        int left = JsonRules.FRACTION_DIGITS - at;
        if (at == digits.length()) {
            return strict ? Expression.NOTHING : new Repeat(text("0"), at == 0 ? 1 : 0, left);
        }
        char digit = digits.charAt(at);
        List<Expression> ways = new ArrayList<>();
        if (at > 0) {
            ways.add(Expression.EMPTY);
        }
        ways.add(sequence(text(digits.substring(at, at + 1)), atMost(digits, at + 1, strict)));
        if (digit > '0') {
            ways.add(sequence(new Range('0', digit - 1), new Repeat(JsonRules.DIGIT, 0, left - 1)));
        }
        return new Choice(ways);
    }
}
