package io.cloister.knowledge.ingestion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/** Makes PDFs for tests; distances are in points from the top of an A4 page. */
final class PdfFile {

    private static final PDFont PLAIN = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private static final PDFont BOLD = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);

    private final PDDocument document = new PDDocument();
    private @Nullable PDPage page;

    PdfFile page() {
        page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        return this;
    }

    PdfFile text(float left, float top, String text) {
        return draw(left, top, text, PLAIN, 10);
    }

    PdfFile heading(float left, float top, String text) {
        return draw(left, top, text, BOLD, 14);
    }

    /** Lines below one another, 12 points apart. */
    PdfFile lines(float left, float top, String... lines) {
        float next = top;
        for (String line : lines) {
            text(left, next, line);
            next += 12;
        }
        return this;
    }

    PdfFile rectangle() {
        try (PDPageContentStream stream = stream()) {
            stream.addRect(100, 100, 300, 300);
            stream.fill();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PdfFile title(String title) {
        document.getDocumentInformation().setTitle(title);
        return this;
    }

    PdfFile password(String password) {
        try {
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.save(out);
            document.close();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PdfFile draw(float left, float top, String text, PDFont font, float size) {
        try (PDPageContentStream stream = stream()) {
            stream.beginText();
            stream.setFont(font, size);
            stream.newLineAtOffset(left, PDRectangle.A4.getHeight() - top);
            stream.showText(text);
            stream.endText();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDPageContentStream stream() throws IOException {
        if (page == null) {
            page();
        }
        return new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true);
    }
}
