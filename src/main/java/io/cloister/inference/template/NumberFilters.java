package io.cloister.inference.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Filters that make a number of what they are applied to. */
final class NumberFilters {

    private static final int MOST_DIGITS = 400;

    /** Steps to charge for the conversion of a number. */
    private static final int COST = 100;

    static final List<Builtin> ALL = List.of(
            Builtin.of("int", "default? base?", NumberFilters::toInt),
            Builtin.of("float", "default?", NumberFilters::toFloat),
            Builtin.of("abs", "", NumberFilters::abs),
            Builtin.of("round", "precision? method?", NumberFilters::round));

    private NumberFilters() {}

    private static Value toInt(Call call) throws TemplateException {
        Value otherwise = call.given(0) == null ? IntValue.of(0) : call.value(0);
        Numeric converted = switch (source(call)) {
            case Text text -> NumberText.integer(text, call.integer(1, 10));
            case Numeric number when Double.isNaN(number.real()) -> null;
            case Numeric number
            when number.isFloat() && Double.isInfinite(number.real()) ->
                throw call.fail("cannot convert float infinity to integer");
            case Numeric number -> new IntValue(number.whole(), number.fromTemplate());
            default -> null;
        };
        return converted == null ? otherwise : converted;
    }

    private static Value toFloat(Call call) throws TemplateException {
        Value otherwise = call.given(0) == null ? new FloatValue(0, true) : call.value(0);
        Numeric converted = switch (source(call)) {
            case Text text -> NumberText.real(text);
            case Numeric number -> new FloatValue(number.real(), number.fromTemplate());
            default -> null;
        };
        return converted == null ? otherwise : converted;
    }

    private static Value source(Call call) throws TemplateException {
        call.meter().step(COST + call.subject().weight());
        if (call.subject() instanceof Undefined undefined) {
            throw call.fail(undefined.message());
        }
        return call.subject();
    }

    private static Numeric number(Call call) throws TemplateException {
        if (call.subject() instanceof Numeric number) {
            return number;
        }
        throw call.fail("a number is required, not " + call.subject().type());
    }

    private static Value abs(Call call) throws TemplateException {
        Numeric number = number(call);
        return number.isFloat()
                ? new FloatValue(Math.abs(number.real()), number.fromTemplate())
                : new IntValue(number.whole().abs(), number.fromTemplate());
    }

    private static Value round(Call call) throws TemplateException {
        call.meter().step(COST);
        Numeric number = number(call);
        RoundingMode mode = switch (call.text(1, "common").chars()) {
            case "common" -> RoundingMode.HALF_EVEN;
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> throw call.fail("method must be common, ceil or floor");
        };
        int digits = Math.clamp(call.integer(0, 0), -MOST_DIGITS, MOST_DIGITS);
        boolean real = number.isFloat() || mode != RoundingMode.HALF_EVEN;
        if (real && !Double.isFinite(number.real())) {
            return new FloatValue(number.real(), number.fromTemplate());
        }
        var exact = number.isFloat() ? new BigDecimal(number.real()) : new BigDecimal(number.whole());
        if (real) {
            return new FloatValue(exact.setScale(digits, mode).doubleValue(), number.fromTemplate());
        }
        return digits >= 0
                ? new IntValue(number.whole(), number.fromTemplate())
                : new IntValue(exact.setScale(digits, mode).toBigInteger(), number.fromTemplate());
    }
}
