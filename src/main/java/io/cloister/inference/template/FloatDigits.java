package io.cloister.inference.template;

import java.math.BigDecimal;

/** Floating-point numbers as Python's {@code repr} writes them: the fewest digits that give the same number back. */
final class FloatDigits {

    private static final int LARGEST_PLAIN_EXPONENT = 16;
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private FloatDigits() {}

    static String shortest(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        String sign = Math.copySign(1, number) < 0 ? "-" : "";
        double magnitude = Math.abs(number);
        if (Double.isInfinite(magnitude)) {
            return sign + "inf";
        }
        var digits = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
        int exponent = magnitude == 0 ? 0 : digits.precision() - digits.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < LARGEST_PLAIN_EXPONENT) {
            String plain = digits.toPlainString();
            return sign + (plain.contains(".") ? plain : plain + ".0");
        }
        return sign + scientific(digits.unscaledValue().toString(), exponent, 'e');
    }

    /** {@code d.ddde-07}: at least two digits of exponent. */
    static String scientific(String digits, int exponent, char mark) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
        return digits.charAt(0) + fraction + mark + (exponent < 0 ? "-" : "+") + size;
    }
}
