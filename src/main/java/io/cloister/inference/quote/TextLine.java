package io.cloister.inference.quote;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a text that holds anything, without the blanks around it.
 *
 * @param number of the line in the text; a blank line leaves a gap
 */
record TextLine(int number, int start, int end, String text) {

    static List<TextLine> of(String text) {
        var lines = new ArrayList<TextLine>();
        int number = 0;
        int from = 0;
        while (from < text.length()) {
            int lineEnd = text.indexOf('\n', from);
            int to = lineEnd < 0 ? text.length() : lineEnd;
            String line = text.substring(from, to);
            String bare = line.strip();
            if (!bare.isEmpty()) {
                int start = from + line.indexOf(bare);
                lines.add(new TextLine(number, start, start + bare.length(), bare));
            }
            number++;
            from = to + 1;
        }
        return lines;
    }

    /** Whether it stands right below the other one. */
    boolean follows(TextLine other) {
        return number == other.number + 1;
    }
}
