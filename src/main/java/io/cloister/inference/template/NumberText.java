package io.cloister.inference.template;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers read out of texts, as Python's {@code int} and {@code float} do; null where there is none. */
final class NumberText {

    private static final int LONGEST = 400;
    private static final Pattern WHOLE = Pattern.compile("([+-]?)([0-9a-z]+)");
    private static final Pattern REAL =
            Pattern.compile("[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?|inf(?:inity)?|nan)");
    private static final Pattern MISPLACED_UNDERSCORE = Pattern.compile("(?<![0-9a-z])_|_(?![0-9a-z])");

    private NumberText() {}

    /** An integer to the base, or a float without its fraction. */
    static @Nullable Numeric integer(Text text, int base) {
        BigInteger whole = whole(digits(text), base);
        if (whole != null) {
            return new IntValue(whole, text.fromTemplate());
        }
        Numeric real = real(text);
        return real != null && Double.isFinite(real.real()) ? new IntValue(real.whole(), text.fromTemplate()) : null;
    }

    static @Nullable Numeric real(Text text) {
        String digits = digits(text);
        if (!REAL.matcher(digits).matches()) {
            return null;
        }
        String javas = digits.replaceFirst("inf.*", "Infinity").replace("nan", "NaN");
        return new FloatValue(Double.parseDouble(javas), text.fromTemplate());
    }

    private static @Nullable BigInteger whole(String digits, int base) {
        String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
        var parts = WHOLE.matcher(prefix.isEmpty() ? digits : digits.replaceFirst("^([+-]?)" + prefix, "$1"));
        if (base < 2 || base > 36 || !parts.matches()) {
            return null;
        }
        String bare = parts.group(2);
        return bare.chars().allMatch(digit -> Character.digit(digit, base) >= 0)
                ? new BigInteger(parts.group(1) + bare, base)
                : null;
    }

    /** In small letters, without what Python allows around and between digits; empty where it can be no number. */
    private static String digits(Text text) {
        String bare = text.chars().strip().toLowerCase(Locale.ROOT);
        return bare.length() > LONGEST || MISPLACED_UNDERSCORE.matcher(bare).find() ? "" : bare.replace("_", "");
    }
}
