package io.cloister.inference.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** A floating-point number, not negative, with a given number of digits, rounded half to even from its exact value. */
final class RealLayout {

    private static final int MOST_DIGITS = 1_000;
    private static final int USUAL_DIGITS = 6;

    private RealLayout() {}

    static String of(Meter meter, FormatSpec spec, double number) throws TemplateException {
        if (spec.precision() > MOST_DIGITS) {
            throw meter.fail("more than " + MOST_DIGITS + " digits after the point");
        }
        int precision = spec.precision() < 0 ? USUAL_DIGITS : spec.precision();
        if (!Double.isFinite(number)) {
            String name = FloatDigits.shortest(number);
            return Character.isUpperCase(spec.type()) ? name.toUpperCase(Locale.ROOT) : name;
        }
        var exact = new BigDecimal(number);
        return switch (spec.type()) {
            case 0 -> spec.precision() < 0 ? FloatDigits.shortest(number) : pointed(general(spec, exact, precision));
            case 'f', 'F' -> fixed(exact, precision);
            case '%' -> fixed(exact.movePointRight(2), precision) + "%";
            case 'e', 'E' -> scientific(exact, precision, spec.type());
            case 'g', 'G' -> general(spec, exact, precision);
            default -> throw meter.fail("unknown format '" + spec.type() + "' for a float");
        };
    }

    private static String fixed(BigDecimal number, int digits) {
        return number.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(BigDecimal number, int digits, char mark) {
        BigDecimal rounded = number.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        String unscaled = rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String padded = unscaled + "0".repeat(Math.max(0, digits + 1 - unscaled.length()));
        return FloatDigits.scientific(padded, exponent, mark);
    }

    private static String general(FormatSpec spec, BigDecimal number, int precision) {
        int digits = Math.max(1, precision);
        BigDecimal rounded = number.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        boolean plain = exponent >= -4 && exponent < digits;
        BigDecimal shown = spec.alternate() ? rounded : rounded.stripTrailingZeros();
        if (plain) {
            int decimals = spec.alternate() ? digits - 1 - exponent : Math.max(0, shown.scale());
            return fixed(shown, decimals);
        }
        return scientific(shown, spec.alternate() ? digits - 1 : shown.precision() - 1, spec.type() == 'G' ? 'E' : 'e');
    }

    private static String pointed(String digits) {
        return digits.contains(".") || digits.contains("e") ? digits : digits + ".0";
    }
}
