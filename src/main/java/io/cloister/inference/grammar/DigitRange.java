package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;
import static io.cloister.inference.grammar.Expression.times;

import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole numbers from 0 on without a sign, between two bounds. */
final class DigitRange {

    private DigitRange() {}

    /** @param high null for as many digits as a number may have; less than {@code low} for nothing */
    static Expression between(BigInteger low, @Nullable BigInteger high) {
        BigInteger last = high == null ? smallest(JsonRules.WHOLE_DIGITS + 1).subtract(BigInteger.ONE) : high;
        List<Expression> lengths = new ArrayList<>();
        int longest = last.signum() < 0 ? 0 : last.toString().length();
        for (int length = low.toString().length(); length <= longest; length++) {
            BigInteger least = length == 1 ? BigInteger.ZERO : smallest(length);
            BigInteger from = low.max(least);
            BigInteger to = last.min(smallest(length + 1).subtract(BigInteger.ONE));
            if (from.compareTo(to) <= 0) {
                lengths.add(sameLength(from.toString(), to.toString()));
            }
        }
        return new Choice(lengths);
    }

    private static BigInteger smallest(int length) {
        return BigInteger.TEN.pow(length - 1);
    }

    private static Expression sameLength(String low, String high) {
        if (low.isEmpty()) {
            return Expression.EMPTY;
        }
        if (low.equals("0".repeat(low.length())) && high.equals("9".repeat(high.length()))) {
            // All of them: to follow both bounds any further would double the grammar with each digit.
            return times(JsonRules.DIGIT, low.length());
        }
        char from = low.charAt(0);
        char to = high.charAt(0);
        if (from == to) {
            return sequence(text(low.substring(0, 1)), sameLength(low.substring(1), high.substring(1)));
        }
        int rest = low.length() - 1;
        List<Expression> ways = new ArrayList<>();
        ways.add(sequence(text(low.substring(0, 1)), sameLength(low.substring(1), "9".repeat(rest))));
        if (from + 1 < to) {
            ways.add(sequence(new Range(from + 1, to - 1), times(JsonRules.DIGIT, rest)));
        }
        ways.add(sequence(text(high.substring(0, 1)), sameLength("0".repeat(rest), high.substring(1))));
        return new Choice(ways);
    }
}
