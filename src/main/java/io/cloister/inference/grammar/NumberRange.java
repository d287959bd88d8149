package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.optional;
import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;

import io.cloister.inference.grammar.Expression.Both;
import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.NumberRules.Bound;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers between two bounds, digit by digit. */
final class NumberRange {

    private static final Bound ZERO = new Bound(BigDecimal.ZERO, false);

    private NumberRange() {}

    /** @param low null for no bound */
    static Expression integers(@Nullable BigInteger low, @Nullable BigInteger high) {
        List<Expression> parts = new ArrayList<>();
        if (low == null || low.signum() < 0) {
            BigInteger least = high == null || high.signum() >= 0 ? BigInteger.ONE : high.negate();
            parts.add(sequence(text("-"), DigitRange.between(least, low == null ? null : low.negate())));
        }
        if (high == null || high.signum() >= 0) {
            parts.add(DigitRange.between(low == null ? BigInteger.ZERO : low.max(BigInteger.ZERO), high));
        }
        return new Choice(parts);
    }

    /** @param low null for no bound */
    static Expression decimals(@Nullable Bound low, @Nullable Bound high) {
        List<Expression> parts = new ArrayList<>();
        if (low == null || low.value().signum() < 0) {
            Bound least = high == null || high.value().signum() > 0 ? ZERO : high.negated();
            parts.add(sequence(text("-"), unsigned(least, low == null ? null : low.negated())));
        }
        if (high == null || high.value().signum() >= 0) {
            parts.add(unsigned(low == null || low.value().signum() < 0 ? ZERO : low, high));
        }
        return new Choice(parts);
    }

    private static Expression unsigned(Bound low, @Nullable Bound high) {
        BigInteger first = low.value().toBigInteger();
        BigInteger last = high == null ? null : high.value().toBigInteger();
        if (high != null && low.value().compareTo(high.value()) > 0) {
            return Expression.NOTHING;
        }
        Expression above = FractionRange.atLeast(digits(low.value()), low.strict());
        if (high == null) {
            return new Choice(List.of(
                    sequence(text(first.toString()), above),
                    sequence(DigitRange.between(first.add(BigInteger.ONE), null), optional(JsonRules.FRACTION))));
        }
        Expression below = FractionRange.atMost(digits(high.value()), high.strict());
        if (first.equals(last)) {
            return sequence(text(first.toString()), new Both(above, below));
        }
        BigInteger inner = high.value().toBigInteger().subtract(BigInteger.ONE);
        return new Choice(List.of(
                sequence(text(first.toString()), above),
                sequence(DigitRange.between(first.add(BigInteger.ONE), inner), optional(JsonRules.FRACTION)),
                sequence(text(high.value().toBigInteger().toString()), below)));
    }

    /** Of the fraction, without zeros at its end. */
    private static String digits(BigDecimal value) {
        String plain = value.stripTrailingZeros().toPlainString();
        int point = plain.indexOf('.');
        return point < 0 ? "" : plain.substring(point + 1);
    }
}
