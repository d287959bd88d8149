package io.cloister.inference.template;

import java.math.BigInteger;
import java.util.Locale;

/**
 * A number laid out, before it is filled up to a width.
 *
 * @param sign with the prefix of a base
 */
record NumberLayout(String sign, String digits, boolean fromTemplate) {

    /** Steps to charge for laying a number out. */
    private static final int COST = 50;

    private static final String FLOAT_TYPES = "eEfFgG%";

    static NumberLayout of(Meter meter, FormatSpec spec, Numeric number) throws TemplateException {
        meter.step(COST + number.weight());
        boolean real = number.isFloat() || (spec.type() != 0 && FLOAT_TYPES.indexOf(spec.type()) >= 0);
        boolean negative =
                real ? Math.copySign(1, number.real()) < 0 : number.whole().signum() < 0;
        String sign = negative ? "-" : spec.sign() == '-' ? "" : String.valueOf(spec.sign());
        String digits = real
                ? RealLayout.of(meter, spec, Math.abs(number.real()))
                : whole(meter, spec, number.whole().abs());
        String prefix = spec.alternate() && !real ? prefix(spec.type()) : "";
        return new NumberLayout(sign + prefix, grouped(digits, spec.grouping()), number.fromTemplate());
    }

    private static String whole(Meter meter, FormatSpec spec, BigInteger number) throws TemplateException {
        return switch (spec.type()) {
            case 0, 'd', 'n' -> number.toString();
            case 'b' -> number.toString(2);
            case 'o' -> number.toString(8);
            case 'x' -> number.toString(16);
            case 'X' -> number.toString(16).toUpperCase(Locale.ROOT);
            case 'c' -> character(meter, number);
            default -> throw meter.fail("unknown format '" + spec.type() + "' for an integer");
        };
    }

    private static String character(Meter meter, BigInteger number) throws TemplateException {
        int point = Positions.clamp(number);
        if (!Character.isValidCodePoint(point)) {
            throw meter.fail("no character has the number " + point);
        }
        return Character.toString(point);
    }

    private static String prefix(char type) {
        return "boxX".indexOf(type) >= 0 && type != 0 ? "0" + type : "";
    }

    private static String grouped(String digits, char separator) {
        if (separator == 0) {
            return digits;
        }
        int end = 0;
        while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        var grouped = new StringBuilder(digits);
        for (int at = end - 3; at > 0; at -= 3) {
            grouped.insert(at, separator);
        }
        return grouped.toString();
    }
}
