package io.cloister.inference.quote;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds sentences in prose: the JDK's rules, which take every full stop before a capital for an end, corrected. */
final class SentenceBorders {

    /** What a full stop belongs to rather than ends. */
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?s).*(?:^|[\\s(])(?:[A-Za-z]|(?:[a-z]\\.)+[a-z]|Dr|Prof|Mr|Mrs|Ms|St|No|Nos|Art|Sec|Fig|Tab|Ch|para|approx|vs|cf|ca|incl|excl"
                    + "|min|max|resp|Inc|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.\\s*");

    /** The number of a list item or section alone. */
    private static final Pattern NUMBER = Pattern.compile("\\s*\\(?(?:\\d{1,3}(?:\\.\\d{1,3})*|[a-z])[.)]\\s*");

    private SentenceBorders() {}

    /** Start and end of every sentence, without the blanks around it, in order. */
    static List<int[]> of(String text) {
        var borders = new ArrayList<int[]>();
        var iterator = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        iterator.setText(text);
        int start = iterator.first();
        for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
            String piece = text.substring(start, end);
            if (end < text.length() && continues(piece)) {
                continue;
            }
            String bare = piece.strip();
            if (!bare.isEmpty()) {
                int from = start + piece.indexOf(bare);
                borders.add(new int[] {from, from + bare.length()});
            }
            start = end;
        }
        return borders;
    }

    private static boolean continues(String piece) {
        return ABBREVIATION.matcher(piece).matches() || NUMBER.matcher(piece).matches();
    }
}
