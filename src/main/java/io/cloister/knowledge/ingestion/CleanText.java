package io.cloister.knowledge.ingestion;

import java.util.List;
import java.util.regex.Pattern;

/** Text as it may be stored and shown: no control characters, no halves of characters, single spaces. */
public final class CleanText {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+", Pattern.UNICODE_CHARACTER_CLASS);
    /** Controls but tab and line ends, soft hyphens, zero-width and direction marks, lone surrogates. */
    private static final Pattern UNWANTED = Pattern.compile(
            "[\\p{Cc}&&[^\\t\\n\\r\\f]]|[\\u00AD\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\uFFFE\\uFFFF]|\\p{Cs}");

    private static final Pattern LIST_MARKER =
            Pattern.compile("^(?:[•‣▪◦●○■□·*\\u2013\\u2014-]|\\(?(?:\\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)])(?=\\s|$)");

    private CleanText() {}

    /** On one line. */
    public static String line(String raw) {
        return SPACES.matcher(characters(raw)).replaceAll(" ").strip();
    }

    /** Lines are kept. */
    static String characters(String raw) {
        return UNWANTED.matcher(raw).replaceAll("");
    }

    /** Cells of a table side by side; empty ones at the end are left out. */
    static String row(List<String> cells) {
        int used = cells.size();
        while (used > 0 && cells.get(used - 1).isEmpty()) {
            used--;
        }
        return String.join(" | ", cells.subList(0, used));
    }

    static boolean startsWithListMarker(String line) {
        return LIST_MARKER.matcher(line).find();
    }

    static boolean isListMarker(String word) {
        return LIST_MARKER.matcher(word).matches();
    }

    static boolean endsSentence(String line) {
        return line.matches("(?s).*[.!?:;][)\\]\"'\u201d\u2019]*$");
    }
}
