package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds headings, paragraphs, list items and table rows among the lines of a PDF by where and how they are printed. */
final class PdfLayout {

    private final PdfTypography typography;
    private final WrappedLines wrapped;
    private final List<Block> blocks = new ArrayList<>();
    private @Nullable PdfPiece open;

    private PdfLayout(List<PdfLine> lines) {
        this.typography = new PdfTypography(lines);
        this.wrapped = new WrappedLines(lines.stream().map(PdfLine::text).toList());
    }

    static List<Block> blocks(List<PdfLine> lines) {
        PdfLayout layout = new PdfLayout(lines);
        lines.forEach(layout::take);
        layout.close();
        return PageSeams.mend(layout.blocks);
    }

    private void take(PdfLine line) {
        PdfPiece piece = open;
        if (piece != null && piece.page() == line.page()) {
            if (piece.isBeside(line)) {
                piece.addBeside(line);
                return;
            }
            if (piece.isRow() ? piece.continuesInColumns(line) : continuesProse(piece, line)) {
                piece.addBelow(line);
                return;
            }
        }
        close();
        open = new PdfPiece(line, kindOf(line));
    }

    private boolean continuesProse(PdfPiece piece, PdfLine line) {
        PdfLine last = piece.lastLine();
        boolean sameStyle = Math.abs(last.size() - line.size()) < 0.6f
                && (last.bold() == line.bold() || piece.kind() != Block.Kind.HEADING);
        return line.cells().size() == 1
                && sameStyle
                && (piece.kind() == Block.Kind.HEADING || !typography.isHeading(line))
                && !CleanText.startsWithListMarker(line.text())
                && typography.isNextLine(last, line)
                && typography.isFull(last, line.firstWordWidth());
    }

    private Block.Kind kindOf(PdfLine line) {
        if (line.cells().size() > 1) {
            String marker = line.cells().getFirst().text();
            if (line.cells().size() > 2 || !(CleanText.isListMarker(marker) || PdfTypography.isNumbering(marker))) {
                return Block.Kind.TABLE_ROW;
            }
        }
        if (typography.isHeading(line)) {
            return Block.Kind.HEADING;
        }
        return CleanText.startsWithListMarker(line.text()) ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
    }

    private void close() {
        PdfPiece piece = open;
        if (piece != null) {
            String text = piece.text(wrapped);
            blocks.add(
                    piece.kind() == Block.Kind.HEADING
                            ? Block.heading(typography.level(piece.firstLine()), text, piece.page())
                            : Block.of(piece.kind(), text, piece.page()));
        }
        open = null;
    }
}
