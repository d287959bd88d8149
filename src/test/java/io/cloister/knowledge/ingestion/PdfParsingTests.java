package io.cloister.knowledge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PdfParsingTests {

    private static final String[] PROSE = {
        "Every patient who leaves the ward with a new medicine is telephoned by the nurse of the",
        "ward within three days and is asked about bleeding, dizziness and the weight of the last",
        "two mornings. The answer is written down."
    };

    @Test
    void joinsWrappedLinesToSentences() {
        byte[] pdf = new PdfFile().page().lines(60, 200, PROSE).bytes();

        assertThat(TestParser.texts(TestParser.parse(pdf, "a.pdf"))).containsExactly(String.join(" ", PROSE));
    }

    @Test
    void keepsParagraphsHeadingsAndListItemsApart() {
        byte[] pdf = new PdfFile()
                .page()
                .heading(60, 150, "2. After discharge")
                .lines(60, 200, PROSE)
                .lines(60, 260, PROSE)
                .lines(60, 320, "1. The nurse calls.", "2. The patient answers.")
                .bytes();

        ParsedDocument parsed = TestParser.parse(pdf, "a.pdf");

        assertThat(TestParser.texts(parsed, Block.Kind.HEADING)).containsExactly("2. After discharge");
        assertThat(TestParser.texts(parsed, Block.Kind.PARAGRAPH)).hasSize(2);
        assertThat(TestParser.texts(parsed, Block.Kind.LIST_ITEM))
                .containsExactly("1. The nurse calls.", "2. The patient answers.");
    }

    @Test
    void keepsTheCellsOfARowTogetherEvenWhereOneIsWrapped() {
        byte[] pdf = new PdfFile()
                .page()
                .lines(60, 150, PROSE)
                .text(60, 300, "First visit")
                .text(200, 300, "Heart-failure nurse and")
                .text(200, 312, "consultant")
                .text(400, 300, "Blood test")
                .text(60, 330, "Second visit")
                .text(200, 330, "Consultant")
                .text(400, 330, "None")
                .bytes();

        assertThat(TestParser.texts(TestParser.parse(pdf, "a.pdf"), Block.Kind.TABLE_ROW))
                .containsExactly(
                        "First visit | Heart-failure nurse and consultant | Blood test",
                        "Second visit | Consultant | None");
    }

    @Test
    void dropsWhatIsPrintedOnEveryPageAndKeepsPageNumbers() {
        PdfFile pdf = new PdfFile();
        for (int page = 1; page <= 3; page++) {
            pdf.page()
                    .text(60, 40, "Guideline 17, version 2")
                    .text(60, 200, "Fact number " + page + " stands here.")
                    .text(280, 800, "Page " + page + " of 3");
        }

        ParsedDocument parsed = TestParser.parse(pdf.bytes(), "a.pdf");

        assertThat(parsed.pages()).isEqualTo(3);
        assertThat(parsed.blocks())
                .extracting(Block::page, Block::text)
                .containsExactly(
                        tuple(1, "Fact number 1 stands here."),
                        tuple(2, "Fact number 2 stands here."),
                        tuple(3, "Fact number 3 stands here."));
    }

    @Test
    void givesASentenceThatRunsOverThePageToThePageItBeginsOn() {
        byte[] pdf = new PdfFile()
                .page()
                .lines(60, 700, "The dose is halved when the pulse falls below fifty beats in a minute and the patient")
                .page()
                .lines(60, 150, "feels faint. It is doubled again after two weeks.")
                .bytes();

        assertThat(TestParser.parse(pdf, "a.pdf").blocks())
                .extracting(Block::page, Block::text)
                .containsExactly(
                        tuple(
                                1,
                                "The dose is halved when the pulse falls below fifty beats in a minute and the patient"
                                        + " feels faint."),
                        tuple(2, "It is doubled again after two weeks."));
    }

    @Test
    void readsColumnsOneAfterTheOther() {
        byte[] pdf = new PdfFile()
                .page()
                .lines(60, 200, "The left column tells of the", "heart and ends here.")
                .lines(60, 260, "It has a second paragraph of", "two lines.")
                .lines(320, 200, "The right column tells of the", "lungs and ends there.")
                .bytes();

        assertThat(String.join(" ", TestParser.texts(TestParser.parse(pdf, "a.pdf"))))
                .contains("tells of the heart and ends here.")
                .contains("tells of the lungs and ends there.");
    }

    @Test
    void refusesAPasswordProtectedPdf() {
        byte[] pdf = new PdfFile()
                .page()
                .text(60, 200, "secret")
                .password("open sesame")
                .bytes();

        assertRefused(pdf, "encrypted", "password");
    }

    @Test
    void refusesAPdfThatHoldsPicturesOnly() {
        assertRefused(new PdfFile().page().rectangle().bytes(), "no-text", "OCR");
    }

    @Test
    void refusesADamagedPdf() {
        byte[] pdf = "%PDF-1.7\nnothing that makes sense follows".getBytes(StandardCharsets.US_ASCII);

        assertRefused(pdf, "broken", "damaged");
    }

    @Test
    void survivesATruncatedPdf() {
        byte[] whole = new PdfFile().page().lines(60, 200, PROSE).bytes();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);

        assertThatExceptionOfType(RefusedFile.class).isThrownBy(() -> TestParser.parse(half, "a.pdf"));
    }

    private static void assertRefused(byte[] pdf, String reason, String word) {
        assertThatExceptionOfType(RefusedFile.class)
                .isThrownBy(() -> TestParser.parse(pdf, "a.pdf"))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.sentence()).contains(word);
                });
    }
}
