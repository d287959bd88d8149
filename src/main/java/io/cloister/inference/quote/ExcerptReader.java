package io.cloister.inference.quote;

import io.cloister.inference.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a source apart into what can be quoted. A line is a heading, a list item, a table row, or prose, which is cut
 * into sentences. Headings, lead-ins of lists and table headers become context of what follows.
 */
final class ExcerptReader {

    private static final Pattern LIST_ITEM = Pattern.compile("(?:[-*•–]|\\(?(?:\\d{1,3}|[a-z])[.)])\\s+.*");
    private static final Pattern ROW = Pattern.compile(".*\\S\\s*(?:\\||\\t)\\s*\\S.*|\\|.*\\|");
    private static final int LONGEST_HEADING = 90;

    private final SourceText source;
    private final List<Excerpt> excerpts = new ArrayList<>();
    private String heading = "";
    private String leadIn = "";
    private String tableHeader = "";

    private ExcerptReader(SourceText source) {
        this.source = source;
    }

    /** All excerpts of a source, in its order. */
    static List<Excerpt> read(SourceText source) {
        var reader = new ExcerptReader(source);
        List<TextLine> lines = TextLine.of(source.text());
        for (int i = 0; i < lines.size(); i++) {
            reader.line(lines, i);
        }
        return List.copyOf(reader.excerpts);
    }

    private void line(List<TextLine> lines, int index) {
        TextLine line = lines.get(index);
        String text = line.text();
        if (ROW.matcher(text).matches()) {
            row(line, index > 0 && line.follows(lines.get(index - 1)), nextIsRow(lines, index));
            return;
        }
        tableHeader = "";
        boolean alone = (index == 0 || !line.follows(lines.get(index - 1)))
                && (index + 1 == lines.size() || !lines.get(index + 1).follows(line));
        boolean item = LIST_ITEM.matcher(text).matches();
        if (isHeading(text) && (alone || !item)) {
            heading = text;
            leadIn = "";
        } else {
            sentences(line, item);
        }
    }

    private void row(TextLine line, boolean inTable, boolean tableGoesOn) {
        if (!inTable || tableHeader.isEmpty()) {
            tableHeader = line.text();
            if (tableGoesOn) {
                return;
            }
        }
        if (line.text().codePoints().anyMatch(Character::isLetterOrDigit)) {
            add(line.start(), line.end(), tableHeader.equals(line.text()) ? "" : tableHeader);
        }
    }

    private static boolean nextIsRow(List<TextLine> lines, int index) {
        return index + 1 < lines.size()
                && lines.get(index + 1).follows(lines.get(index))
                && ROW.matcher(lines.get(index + 1).text()).matches();
    }

    private void sentences(TextLine line, boolean item) {
        for (int[] span : SentenceBorders.of(line.text())) {
            add(line.start() + span[0], line.start() + span[1], item ? leadIn : "");
        }
        if (!item) {
            leadIn = line.text().endsWith(":") ? line.text() : "";
        }
    }

    private void add(int start, int end, String nearer) {
        String context = nearer.isEmpty() || heading.isEmpty() ? heading + nearer : heading + ". " + nearer;
        excerpts.add(new Excerpt(source.number(), start, end, source.text().substring(start, end), context));
    }

    private static boolean isHeading(String text) {
        return text.startsWith("#")
                || (text.length() <= LONGEST_HEADING && ".!?:;,".indexOf(text.charAt(text.length() - 1)) < 0);
    }
}
