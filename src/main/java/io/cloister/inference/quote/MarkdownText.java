package io.cloister.inference.quote;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a quotation so that a Markdown renderer shows it character for character. */
final class MarkdownText {

    /** Characters that mean something to Markdown anywhere in a line; an underscore only outside of words. */
    private static final Pattern INLINE =
            Pattern.compile("[\\\\`*\\[\\]<>~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|&(?=#?\\w+;)");

    /** What would begin a list, a heading or a rule at the start of a line. */
    private static final Pattern LEADING = Pattern.compile("^(?:[-+#=]|\\d{1,9}(?=[.)](?:\\s|$)))");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private MarkdownText() {}

    /** Runs of blanks become one space, as they would when rendered. */
    static String of(String quotation) {
        String line = BLANKS.matcher(quotation.strip()).replaceAll(" ");
        String escaped = INLINE.matcher(line).replaceAll("\\\\$0");
        return LEADING.matcher(escaped).replaceFirst(MarkdownText::escapeLeading);
    }

    /** A number keeps its digits: the escape goes before the full stop or bracket behind it. */
    private static String escapeLeading(MatchResult match) {
        String found = match.group();
        boolean number = Character.isDigit(found.charAt(0));
        return Matcher.quoteReplacement(number ? found + "\\" : "\\" + found);
    }
}
