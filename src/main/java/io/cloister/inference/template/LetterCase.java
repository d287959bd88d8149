package io.cloister.inference.template;

import java.util.Locale;

/**
 * Capitals and small letters of all scripts, in time that grows with the length: that of {@code String}'s own methods
 * grows with its square where many letters become two.
 */
final class LetterCase {

    private static final int CAPITAL_SIGMA = 'Σ';
    private static final int SMALL_FINAL_SIGMA = 'ς';

    private LetterCase() {}

    static String upper(String text) {
        if (isAscii(text)) {
            return text.toUpperCase(Locale.ROOT);
        }
        var upper = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> upper.append(Character.toString(point).toUpperCase(Locale.ROOT)));
        return upper.toString();
    }

    static String lower(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        var lower = new StringBuilder(text.length());
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int point = text.codePointAt(at);
            next = at + Character.charCount(point);
            if (point == CAPITAL_SIGMA && isFinal(text, at, next)) {
                lower.appendCodePoint(SMALL_FINAL_SIGMA);
            } else {
                lower.append(Character.toString(point).toLowerCase(Locale.ROOT));
            }
        }
        return lower.toString();
    }

    /** Whether a letter goes before and none after. */
    private static boolean isFinal(String text, int at, int next) {
        return at > 0
                && Character.isLetter(text.codePointBefore(at))
                && (next == text.length() || !Character.isLetter(text.codePointAt(next)));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }
}
