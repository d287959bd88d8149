package io.cloister.inference.template;

import static java.util.Map.entry;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** A date and time after C's {@code strftime}, in the C locale, without a zone. */
final class Strftime {

    /** What one character of a format gives at most. */
    static final int LONGEST = 24;

    private static final Map<Character, DateTimeFormatter> DIRECTIVES = Map.ofEntries(
            entry('a', pattern("EEE")),
            entry('A', pattern("EEEE")),
            entry('b', pattern("MMM")),
            entry('B', pattern("MMMM")),
            entry('c', pattern("EEE MMM ppd HH:mm:ss yyyy")),
            entry('d', pattern("dd")),
            entry('D', pattern("MM/dd/yy")),
            entry('e', pattern("ppd")),
            entry('f', pattern("SSSSSS")),
            entry('F', pattern("yyyy-MM-dd")),
            entry('h', pattern("MMM")),
            entry('H', pattern("HH")),
            entry('I', pattern("hh")),
            entry('j', pattern("DDD")),
            entry('k', pattern("ppH")),
            entry('l', pattern("pph")),
            entry('m', pattern("MM")),
            entry('M', pattern("mm")),
            entry('n', pattern("'\n'")),
            entry('p', pattern("a")),
            entry('r', pattern("hh:mm:ss a")),
            entry('R', pattern("HH:mm")),
            entry('S', pattern("ss")),
            entry('t', pattern("'\t'")),
            entry('T', pattern("HH:mm:ss")),
            entry('x', pattern("MM/dd/yy")),
            entry('X', pattern("HH:mm:ss")),
            entry('y', pattern("yy")),
            entry('Y', pattern("yyyy")),
            entry('z', pattern("")),
            entry('Z', pattern("")),
            entry('%', pattern("'%'")));

    private Strftime() {}

    /** Unknown directives stay as they are; {@code %-d} takes zeros and blanks from the front. */
    static String format(String format, LocalDateTime time) {
        var out = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            boolean bare = format.startsWith("%-", at);
            int letter = at + (bare ? 2 : 1);
            boolean directive = format.charAt(at) == '%' && letter < format.length();
            DateTimeFormatter formatter = directive ? DIRECTIVES.get(format.charAt(letter)) : null;
            if (formatter == null) {
                out.append(format.charAt(at));
                continue;
            }
            String written = formatter.format(time);
            out.append(bare ? written.replaceFirst("^[0 ]+(?=.)", "") : written);
            at = letter;
        }
        return out.toString();
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
