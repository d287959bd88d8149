package io.cloister.catalog.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number as people say it.
 *
 * @param value the finished words, or a number for the text that carries the unit
 * @param unit the last part of that text's key; null where the value says it all
 */
record Amount(Object value, @Nullable String unit) {

    private static final String[] SIZES = {"bytes", "kB", "MB", "GB", "TB"};
    private static final String[] COUNTS = {"", "thousand", "million", "billion", "trillion"};
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long STEP = 5;

    /** In thousands, as disks and hubs count: {@code 269 MB}. */
    static Amount ofBytes(long bytes) {
        Scaled scaled = Scaled.of(bytes);
        String digits = scaled.power() > 0 && scaled.value() < 10
                ? String.format(Locale.ROOT, "%.1f", scaled.value())
                : String.valueOf(Math.round(scaled.value()));
        return new Amount(digits + " " + SIZES[scaled.power()], null);
    }

    /** With three digits that count: {@code 1.24 billion}. */
    static Amount ofParameters(long parameters) {
        Scaled scaled = Scaled.of(parameters);
        if (scaled.power() == 0) {
            return new Amount(String.valueOf(parameters), null);
        }
        int decimals = scaled.value() < 10 ? 2 : scaled.value() < 100 ? 1 : 0;
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", scaled.value());
        return new Amount(digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits, COUNTS[scaled.power()]);
    }

    /** As coarse as an estimate deserves. */
    static Amount ofSeconds(long seconds) {
        if (seconds < MINUTE + MINUTE / 2) {
            return new Amount(Math.max(STEP, Math.round(seconds / (double) STEP) * STEP), "seconds");
        }
        return seconds < HOUR + HOUR / 2
                ? new Amount(Math.round(seconds / (double) MINUTE), "minutes")
                : new Amount(Math.round(seconds / (double) HOUR), "hours");
    }

    static Amount ofTokens(int tokens) {
        return new Amount(tokens, "tokens");
    }

    private record Scaled(double value, int power) {

        static Scaled of(long number) {
            int power = 0;
            double value = number;
            while (power < SIZES.length - 1 && Math.round(value) >= 1000) {
                value /= 1000;
                power++;
            }
            return new Scaled(value, power);
        }
    }
}
