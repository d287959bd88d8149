package io.cloister.knowledge.ingestion;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** Reads PDFs page by page. */
final class PdfReader {

    private final ParsingLimits limits;

    PdfReader(ParsingLimits limits) {
        this.limits = limits;
    }

    ParsedDocument read(byte[] content) {
        try (PDDocument document = Loader.loadPDF(content)) {
            int pages = document.getNumberOfPages();
            if (pages > limits.pages()) {
                throw RefusedFile.tooComplex();
            }
            List<PdfLine> lines = new PdfLineStripper(limits.characters()).lines(document);
            List<Block> blocks = PdfLayout.blocks(RunningHeaders.remove(lines));
            String title = titleOf(document);
            ParsedDocument parsed = new ParsedDocument(FileKind.PDF, title, pages, blocks);
            if (!parsed.hasText()) {
                throw RefusedFile.scanned();
            }
            return parsed;
        } catch (InvalidPasswordException locked) {
            throw RefusedFile.encrypted();
        } catch (IOException damaged) {
            throw RefusedFile.broken();
        }
    }

    /** Programs write their own name or the file's into this field; then it says nothing. */
    private static @Nullable String titleOf(PDDocument document) {
        String title = document.getDocumentInformation().getTitle();
        if (title == null) {
            return null;
        }
        String lower = title.toLowerCase(Locale.ROOT);
        boolean meaningless = lower.startsWith("microsoft ")
                || lower.startsWith("untitled")
                || lower.matches(".*\\.(?:docx?|pdf|xlsx?|pptx?|odt|txt|indd|tex|dvi)$");
        return meaningless ? null : title;
    }
}
