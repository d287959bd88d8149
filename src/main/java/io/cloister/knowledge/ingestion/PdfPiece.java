package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.List;

/** A block that is still growing: columns of lines, of which prose has one. */
final class PdfPiece {

    private static final float SLACK = 3;
    private static final int TALLEST_ROW = 10;

    private final List<List<String>> columns = new ArrayList<>();
    private final List<Float> lefts = new ArrayList<>();
    private final PdfLine first;
    private Block.Kind kind;
    private PdfLine last;
    private float right;
    private float bottom;

    PdfPiece(PdfLine line, Block.Kind kind) {
        this.first = line;
        this.last = line;
        this.kind = kind;
        this.bottom = line.baseline();
        this.right = line.right();
        if (kind == Block.Kind.TABLE_ROW) {
            line.cells().forEach(this::addColumn);
        } else {
            columns.add(new ArrayList<>(List.of(line.text())));
            lefts.add(line.left());
        }
    }

    /** Right of everything so far and no lower than its last line: the next cell of a row. */
    boolean isBeside(PdfLine line) {
        return line.left() > right + SLACK
                && line.baseline() <= bottom + SLACK
                && line.baseline() >= first.baseline() - SLACK
                && columns.getLast().size() <= TALLEST_ROW;
    }

    /** Straight below one or more columns, but not below the first. */
    boolean continuesInColumns(PdfLine line) {
        float gap = line.baseline() - last.baseline();
        return gap > 0
                && gap < 1.6f * last.size()
                && line.left() > lefts.getFirst() + SLACK
                && line.cells().stream().allMatch(cell -> columnOf(cell) >= 0);
    }

    void addBeside(PdfLine line) {
        kind = Block.Kind.TABLE_ROW;
        line.cells().forEach(this::addColumn);
        advance(line);
    }

    void addBelow(PdfLine line) {
        if (isRow()) {
            line.cells().forEach(cell -> columns.get(columnOf(cell)).add(cell.text()));
        } else {
            columns.getFirst().add(line.text());
        }
        advance(line);
    }

    private void advance(PdfLine line) {
        last = line;
        bottom = Math.max(bottom, line.baseline());
        right = Math.max(right, line.right());
    }

    private void addColumn(PdfLine.Cell cell) {
        columns.add(new ArrayList<>(List.of(cell.text())));
        lefts.add(cell.left());
    }

    private int columnOf(PdfLine.Cell cell) {
        for (int column = 0; column < lefts.size(); column++) {
            if (Math.abs(lefts.get(column) - cell.left()) <= SLACK) {
                return column;
            }
        }
        return -1;
    }

    String text(WrappedLines wrapped) {
        return String.join(" | ", columns.stream().map(wrapped::join).toList());
    }

    boolean isRow() {
        return kind == Block.Kind.TABLE_ROW;
    }

    Block.Kind kind() {
        return kind;
    }

    int page() {
        return first.page();
    }

    PdfLine firstLine() {
        return first;
    }

    PdfLine lastLine() {
        return last;
    }
}
