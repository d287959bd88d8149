package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads plain text: empty lines part paragraphs, wrapped lines are joined, underlined and numbered lines are headings,
 * lines with columns of spaces or tabs are rows of a table.
 */
final class PlainTextReader {

    private static final Pattern UNDERLINE = Pattern.compile("^\\s*(?:={3,}|-{3,}|~{3,}|\\*{3,}|_{3,})\\s*$");
    private static final Pattern TABLE_RULE = Pattern.compile("^[\\s|+=-]*-{3,}[\\s|+=-]+-{3,}[\\s|+=-]*$");
    private static final Pattern COLUMNS = Pattern.compile("\\t+|(?<=\\S) {2,}(?=\\S)|\\s*\\|\\s*");
    private static final int WIDE = 45;

    private final List<Block> blocks = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final List<Integer> columnStarts = new ArrayList<>();
    private final WrappedLines wrapped;
    private Block.Kind kind = Block.Kind.PARAGRAPH;

    private PlainTextReader(List<String> lines) {
        this.wrapped = new WrappedLines(lines);
    }

    static ParsedDocument read(String content) {
        List<String> lines = CleanText.characters(content).lines().toList();
        PlainTextReader reader = new PlainTextReader(lines);
        for (int index = 0; index < lines.size(); index++) {
            reader.take(lines.get(index), index + 1 < lines.size() ? lines.get(index + 1) : "");
        }
        reader.close();
        return new ParsedDocument(FileKind.TEXT, null, null, reader.blocks);
    }

    private void take(String raw, String next) {
        String line = CleanText.line(raw);
        if (line.isEmpty()
                || UNDERLINE.matcher(raw).matches()
                || TABLE_RULE.matcher(raw).matches()) {
            close();
            return;
        }
        String[] columns = COLUMNS.split(raw.strip());
        boolean item = CleanText.startsWithListMarker(line);
        if (UNDERLINE.matcher(next).matches() && columns.length == 1 && line.length() <= 120) {
            close();
            blocks.add(Block.heading(next.contains("=") ? 1 : 2, line, null));
        } else if (columns.length > 1 && !item) {
            close();
            addRow(raw, columns);
        } else if (open.isEmpty() && continuesCell(raw, columns)) {
            extendRow(raw, line);
        } else {
            if (item || endsShort()) {
                close();
            }
            if (open.isEmpty()) {
                kind = item ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
            }
            open.add(line);
        }
    }

    private void addRow(String raw, String[] columns) {
        columnStarts.clear();
        int from = 0;
        for (String column : columns) {
            from = raw.indexOf(column, from);
            columnStarts.add(from);
            from += column.length();
        }
        blocks.add(Block.of(Block.Kind.TABLE_ROW, row(columns), null));
    }

    /** Alone on its line and straight below a cell that is not the first of its row. */
    private boolean continuesCell(String raw, String[] columns) {
        return columns.length == 1
                && !columnStarts.isEmpty()
                && blocks.getLast().kind() == Block.Kind.TABLE_ROW
                && columnStarts.indexOf(indentOf(raw)) > 0;
    }

    private void extendRow(String raw, String line) {
        Block row = blocks.removeLast();
        List<String> cells = new ArrayList<>(List.of(row.text().split(" \\| ", -1)));
        int column = Math.min(columnStarts.indexOf(indentOf(raw)), cells.size() - 1);
        cells.set(column, wrapped.join(List.of(cells.get(column), line)));
        blocks.add(row.withText(String.join(" | ", cells)));
    }

    private static int indentOf(String raw) {
        return raw.length() - raw.stripLeading().length();
    }

    private static String row(String[] columns) {
        return String.join(
                " | ",
                Arrays.stream(columns)
                        .map(CleanText::line)
                        .filter(cell -> !cell.isEmpty())
                        .toList());
    }

    /** A short line was not wrapped, unless within a word: it ended where its author meant it to. */
    private boolean endsShort() {
        return !open.isEmpty()
                && open.getLast().length() < WIDE
                && !open.getLast().endsWith("-");
    }

    private void close() {
        String text = wrapped.join(open);
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            blocks.add(Block.of(kind, text, null));
        }
        open.clear();
    }
}
