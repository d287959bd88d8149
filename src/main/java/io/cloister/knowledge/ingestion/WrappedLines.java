package io.cloister.knowledge.ingestion;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes running text of lines that a typesetter wrapped. A word broken at the end of a line is made whole. Whether the
 * hyphen belongs to the word is told by how the document writes it elsewhere, and by prefixes that usually keep theirs.
 */
final class WrappedLines {

    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:-\\p{L}+)*(?!-?\\p{L}|-$)");
    private static final Pattern BROKEN_WORD = Pattern.compile("(?:^|.*[^\\p{L}-])(\\p{L}+)-$", Pattern.DOTALL);
    private static final Pattern FIRST_WORD = Pattern.compile("^\\p{Ll}\\p{L}*");
    private static final Set<String> HYPHENATED_PREFIXES = Set.of(
            "anti", "co", "cross", "ex", "first", "full", "half", "high", "long", "low", "multi", "non", "one", "part",
            "post", "second", "self", "semi", "short", "third", "three", "two", "well");

    /** Unbroken words of the document, compounds as one. */
    private final Set<String> words = new HashSet<>();

    /** @param lines all lines of the document */
    WrappedLines(Iterable<String> lines) {
        for (String line : lines) {
            WORD.matcher(line).results().forEach(found -> words.add(lower(found.group())));
        }
    }

    String join(List<String> lines) {
        StringBuilder joined = new StringBuilder();
        lines.forEach(line -> append(joined, line));
        return joined.toString();
    }

    private void append(StringBuilder text, String line) {
        Matcher broken = BROKEN_WORD.matcher(lastWordOf(text));
        Matcher first = FIRST_WORD.matcher(line);
        if (broken.matches() && first.find()) {
            if (!keepsHyphen(lower(broken.group(1)), first.group())) {
                text.setLength(text.length() - 1);
            }
        } else if (!text.isEmpty() && !endsWithinWord(text)) {
            text.append(' ');
        }
        text.append(line);
    }

    private boolean keepsHyphen(String before, String after) {
        return !words.contains(before + after)
                && (words.contains(before + "-" + after)
                        || HYPHENATED_PREFIXES.contains(before)
                        || (words.contains(before) && words.contains(after)));
    }

    private static String lastWordOf(StringBuilder text) {
        return text.substring(text.lastIndexOf(" ") + 1);
    }

    /** After a hyphen that follows a letter or digit; a dash stands between spaces. */
    private static boolean endsWithinWord(StringBuilder text) {
        int last = text.length() - 1;
        return last > 0 && text.charAt(last) == '-' && Character.isLetterOrDigit(text.charAt(last - 1));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
