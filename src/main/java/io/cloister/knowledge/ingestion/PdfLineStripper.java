package io.cloister.knowledge.ingestion;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines of a PDF with their places on the page, in the order in which the file draws them: sorting by place
 * would interleave columns.
 */
final class PdfLineStripper extends PDFTextStripper {

    /** Gap between the columns of a table, as a share of the letter size; stretched word spaces stay below it. */
    private static final float COLUMN_GAP = 0.85f;

    private static final int FORCE_BOLD_WEIGHT = 600;

    private final List<PdfLine> lines = new ArrayList<>();
    private final List<PdfLine.Cell> cells = new ArrayList<>();
    private final int characterLimit;
    private int characters;
    private @Nullable TextPosition first;
    private int boldLetters;
    private int letters;

    PdfLineStripper(int characterLimit) {
        this.characterLimit = characterLimit;
        setSuppressDuplicateOverlappingText(true);
    }

    /** @throws RefusedFile when the text is longer than the limit */
    List<PdfLine> lines(PDDocument document) throws IOException {
        writeText(document, Writer.nullWriter());
        return List.copyOf(lines);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        String clean = CleanText.line(text);
        List<TextPosition> visible = positions.stream()
                .filter(position -> !position.getUnicode().isBlank())
                .toList();
        if (clean.isEmpty() || visible.isEmpty()) {
            return;
        }
        characters += clean.length();
        if (characters > characterLimit || Thread.currentThread().isInterrupted()) {
            throw RefusedFile.tooComplex();
        }
        TextPosition start = visible.getFirst();
        TextPosition end = visible.getLast();
        if (first == null) {
            first = start;
        }
        letters += visible.size();
        boldLetters += (int)
                visible.stream().filter(position -> isBold(position.getFont())).count();
        add(start.getXDirAdj(), end.getXDirAdj() + end.getWidthDirAdj(), clean, start.getFontSizeInPt());
    }

    private void add(float left, float right, String text, float size) {
        if (!cells.isEmpty()) {
            PdfLine.Cell last = cells.getLast();
            float gap = left - last.right();
            if (gap < COLUMN_GAP * size && gap > -size) {
                cells.set(cells.size() - 1, new PdfLine.Cell(last.left(), right, last.text() + " " + text));
                return;
            }
        }
        cells.add(new PdfLine.Cell(left, right, text));
    }

    @Override
    protected void writeLineSeparator() {
        finishLine();
    }

    @Override
    protected void writePageEnd() {
        finishLine();
    }

    private void finishLine() {
        TextPosition start = first;
        if (start != null) {
            lines.add(new PdfLine(
                    getCurrentPageNo(),
                    cells,
                    start.getYDirAdj(),
                    start.getFontSizeInPt(),
                    boldLetters * 2 > letters,
                    start.getPageHeight()));
        }
        cells.clear();
        first = null;
        letters = 0;
        boldLetters = 0;
    }

    private static boolean isBold(PDFont font) {
        PDFontDescriptor descriptor = font.getFontDescriptor();
        String name = String.valueOf(font.getName()).toLowerCase(Locale.ROOT);
        return name.contains("bold")
                || name.contains("black")
                || (descriptor != null
                        && (descriptor.isForceBold() || descriptor.getFontWeight() >= FORCE_BOLD_WEIGHT));
    }
}
