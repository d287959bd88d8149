package io.cloister.inference.grammar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers of a schema. Those with bounds are written without an exponent. */
final class NumberRules {

    private NumberRules() {}

    /**
     * A bound.
     *
     * @param strict whether the value itself is outside
     */
    record Bound(BigDecimal value, boolean strict) {
        Bound negated() {
            return new Bound(value.negate(), strict);
        }
    }

    static Expression number(Schema schema, JsonRules json) {
        refuseSteps(schema, false);
        Bound low = low(schema);
        Bound high = high(schema);
        return low == null && high == null ? json.number() : NumberRange.decimals(low, high);
    }

    static Expression integer(Schema schema, JsonRules json) {
        refuseSteps(schema, true);
        Bound low = low(schema);
        Bound high = high(schema);
        return low == null && high == null
                ? json.integer()
                : NumberRange.integers(
                        low == null ? null : whole(low, RoundingMode.CEILING),
                        high == null ? null : whole(high, RoundingMode.FLOOR));
    }

    private static BigInteger whole(Bound bound, RoundingMode mode) {
        BigDecimal rounded = bound.value().setScale(0, mode);
        boolean excluded = bound.strict() && rounded.compareTo(bound.value()) == 0;
        BigInteger step = excluded ? BigInteger.ONE : BigInteger.ZERO;
        return mode == RoundingMode.CEILING
                ? rounded.toBigIntegerExact().add(step)
                : rounded.toBigIntegerExact().subtract(step);
    }

    private static void refuseSteps(Schema schema, boolean whole) {
        if (schema.has("multipleOf")
                && !(whole && schema.get("multipleOf").decimalValue().compareTo(BigDecimal.ONE) == 0)) {
            throw schema.refuse("multipleOf", "cannot be followed while writing");
        }
    }

    private static @Nullable Bound low(Schema schema) {
        Bound open = bound(schema, "exclusiveMinimum", true);
        Bound closed = bound(schema, "minimum", false);
        return open == null || (closed != null && closed.value().compareTo(open.value()) > 0) ? closed : open;
    }

    private static @Nullable Bound high(Schema schema) {
        Bound open = bound(schema, "exclusiveMaximum", true);
        Bound closed = bound(schema, "maximum", false);
        return open == null || (closed != null && closed.value().compareTo(open.value()) < 0) ? closed : open;
    }

    private static @Nullable Bound bound(Schema schema, String keyword, boolean strict) {
        JsonNode node = schema.get(keyword);
        if (node.isMissingNode()) {
            return null;
        }
        BigDecimal value = node.decimalValue().stripTrailingZeros();
        if (value.precision() - value.scale() > JsonRules.WHOLE_DIGITS || value.scale() > JsonRules.FRACTION_DIGITS) {
            throw schema.refuse(keyword, "has more digits than can be followed");
        }
        return new Bound(value, strict);
    }
}
