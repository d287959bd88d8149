package io.cloister.knowledge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class OfficeParsingTests {

    @Test
    void slidesArePages() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XMLSlideShow show = new XMLSlideShow()) {
            for (String words : List.of("Wash your hands.", "Disinfect the door.")) {
                XSLFSlide slide = show.createSlide();
                XSLFTextBox box = slide.createTextBox();
                box.setAnchor(new Rectangle(0, 0, 400, 200));
                box.setText(words);
            }
            show.write(out);
        }

        ParsedDocument parsed = TestParser.parse(out.toByteArray(), "hygiene.pptx");

        assertThat(parsed.kind()).isEqualTo(FileKind.SLIDES);
        assertThat(parsed.pages()).isEqualTo(2);
        assertThat(parsed.blocks())
                .extracting(Block::text, Block::page)
                .contains(tuple("Wash your hands.", 1), tuple("Disinfect the door.", 2));
    }

    @Test
    void aSheetIsATableBelowItsNameAndItsFirstRowStandsAboveEveryPassage() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            XSSFSheet sheet = book.createSheet("Doses");
            row(sheet, 0, "Medicine", "Dose");
            IntStream.rangeClosed(1, 200).forEach(number -> row(sheet, number, "Medicine " + number, number + " mg"));
            book.write(out);
        }

        ParsedDocument parsed = TestParser.parse(out.toByteArray(), "doses.xlsx");
        List<Chunk> chunks = new Chunker(text -> text.split("\\s+", 0).length).chunk(parsed);

        assertThat(parsed.kind()).isEqualTo(FileKind.SHEETS);
        assertThat(TestParser.texts(parsed, Block.Kind.TABLE_ROW)).contains("Medicine | Dose", "Medicine 7 | 7 mg");
        assertThat(chunks).hasSizeGreaterThan(1);
        assertThat(chunks.getLast().section()).containsExactly("Doses", "Medicine | Dose");
        assertThat(chunks.getLast().text()).endsWith("Medicine 200 | 200 mg");
    }

    private static void row(XSSFSheet sheet, int number, String... cells) {
        XSSFRow row = sheet.createRow(number);
        for (int column = 0; column < cells.length; column++) {
            row.createCell(column).setCellValue(cells[column]);
        }
    }

    @Test
    void mailIsReadWithItsSubjectAsTitle() {
        String mail = """
                From: Ward 4 <ward4@hospital.example>
                To: Pharmacy <pharmacy@hospital.example>
                Subject: Delivery of infusions
                Date: Mon, 2 Mar 2026 10:00:00 +0100
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Infusions are delivered at seven in the morning.
                """.replace("\n", "\r\n");

        ParsedDocument parsed = TestParser.parse(mail.getBytes(StandardCharsets.UTF_8), "delivery.eml");

        assertThat(parsed.kind()).isEqualTo(FileKind.MAIL);
        assertThat(parsed.title()).isEqualTo("Delivery of infusions");
        assertThat(TestParser.texts(parsed)).contains("Infusions are delivered at seven in the morning.");
    }

    @Test
    void anAttachmentIsPartOfItsMail() {
        String mail = """
                From: Ward 4 <ward4@hospital.example>
                Subject: Plan
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="cut"

                --cut
                Content-Type: text/plain; charset=utf-8

                The plan is attached.
                --cut
                Content-Type: text/html; name="plan.html"
                Content-Disposition: attachment; filename="plan.html"

                <html><body><p>Beds are made at eight.</p></body></html>
                --cut--
                """.replace("\n", "\r\n");

        ParsedDocument parsed = TestParser.parse(mail.getBytes(StandardCharsets.UTF_8), "plan.eml");

        assertThat(TestParser.texts(parsed)).contains("The plan is attached.", "Beds are made at eight.");
    }

    @Test
    void richTextIsRead() {
        String text =
                "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\pard The gate closes at {\\b nine}.\\par Visitors leave before.\\par}";

        ParsedDocument parsed = TestParser.parse(text.getBytes(StandardCharsets.US_ASCII), "gate.rtf");

        assertThat(parsed.kind()).isEqualTo(FileKind.RICH_TEXT);
        assertThat(TestParser.texts(parsed)).containsExactly("The gate closes at nine.", "Visitors leave before.");
    }
}
