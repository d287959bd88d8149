package io.cloister.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A department manager brings documents in. */
@PortalTest
class UploadTests {

    private static final int ABOVE_THE_LIMIT = 100 * 1024 * 1024 + 1;

    private final PortalBrowser browser;
    private final Portal portal;

    UploadTests(PortalBrowser browser, Portal portal) {
        this.browser = browser;
        this.portal = portal;
    }

    @Test
    void aNewDocumentAnswersTheNextQuestion() {
        String rule = "The yellow lamp at the ward door is tested every 11 days by the house electrician.";
        try (Visit farid = browser.signIn("farid")) {
            farid.open("/collections");
            farid.page().locator("main a[href^='/collections/']").first().click();
            farid.page()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload(
                            "lamps.md",
                            "text/markdown",
                            ("# Lamp Testing Rules\n\n" + rule).getBytes(StandardCharsets.UTF_8)));
            assertThat(farid.page().locator("main")).containsText("Lamp Testing Rules");

            farid.open("/chat");
            assertThat(farid.ask("How often is the yellow lamp at the ward door tested?")
                            .locator(".prose"))
                    .containsText(rule);
        }
    }

    @Test
    void aBrokenFileStaysWithItsReasonAndTheOtherBecomesADocument(@TempDir Path folder) throws IOException {
        Path whole = Files.writeString(folder.resolve("gate.md"), "# Gate Keys\n\nThe gate is locked at nine.");
        Path broken = Files.writeString(folder.resolve("torn.pdf"), "%PDF-1.7 and nothing else");
        try (Visit farid = browser.signIn("farid")) {
            farid.open("/collections");
            farid.page().locator("main a[href^='/collections/']").first().click();
            farid.page().locator("#upload.upload-live").waitFor();
            farid.drop(List.of(whole, broken), farid.page().locator("#upload"));

            assertThat(farid.page().locator("main table")).containsText("Gate Keys");
            Locator failed = farid.page().locator(".upload-failed");
            assertThat(failed).containsText("torn.pdf");
            assertThat(failed.getByText("Try again")).isVisible();

            failed.getByText("Remove").click();
            assertThat(farid.page().locator(".upload-failed")).hasCount(0);
        }
    }

    @Test
    void aFileAboveTheLimitIsRefusedWithTheLimit() {
        HttpVisit farid = portal.signIn("farid");
        String collection = farid.json("/api/collections").path(0).path("id").asString();

        var refused =
                farid.upload("/api/collections/" + collection + "/documents", "large.txt", new byte[ABOVE_THE_LIMIT]);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("urn:cloister:problem:too-large");
    }

    @Test
    void anEmptyFileIsRefused() {
        HttpVisit farid = portal.signIn("farid");
        String collection = farid.json("/api/collections").path(0).path("id").asString();

        var refused = farid.upload("/api/collections/" + collection + "/documents", "empty.txt", new byte[0]);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("empty");
    }
}
