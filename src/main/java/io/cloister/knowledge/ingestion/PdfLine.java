package io.cloister.knowledge.ingestion;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a PDF page, in points from the top left corner.
 *
 * @param cells parts with wide gaps between them, left to right; at least one
 * @param baseline distance from the top of the page
 * @param size of its letters
 */
record PdfLine(int page, List<Cell> cells, float baseline, float size, boolean bold, float pageHeight) {

    PdfLine {
        cells = List.copyOf(cells);
    }

    /** A run of words; {@code left} and {@code right} are its edges. */
    record Cell(float left, float right, String text) {}

    float left() {
        return cells.getFirst().left();
    }

    float right() {
        return cells.getLast().right();
    }

    String text() {
        return cells.stream().map(Cell::text).collect(Collectors.joining(" "));
    }

    /** Width that its first word would have needed on the line before. */
    float firstWordWidth() {
        Cell first = cells.getFirst();
        int space = first.text().indexOf(' ');
        return space < 0
                ? first.right() - first.left()
                : (first.right() - first.left()) * space / first.text().length();
    }
}
