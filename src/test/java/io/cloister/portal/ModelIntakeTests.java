package io.cloister.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator brings a model in, reads its card, offers it and gives it to somebody who asks it. */
@PortalTest
class ModelIntakeTests {

    private static final Path STORIES = Path.of("src/test/resources/models/stories260K");
    private static final List<String> FILES = List.of(
            "config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json");
    private static final String BEGINNING = "Once upon a time, there was a little";
    private static final long LARGE = 1L << 30;

    private final PortalBrowser browser;
    private final Portal portal;

    @TempDir
    private Path temporary;

    ModelIntakeTests(PortalBrowser browser, Portal portal) {
        this.browser = browser;
        this.portal = portal;
    }

    @Test
    void anUploadedModelIsReadOnItsCardOfferedGivenAndAsked() throws IOException {
        try (Visit ada = browser.signIn("ada");
                Visit luis = browser.signIn("luis")) {
            upload(ada, checkpoint("tales"), "Tales");
            Locator row = importOf(ada, "Tales");
            assertThat(row).hasAttribute("data-state", "done");
            Accessible.check(ada);

            row.getByRole(AriaRole.LINK).click();
            Locator card = card(ada, "Tales");
            assertThat(card).containsText("Not offered");
            assertThat(card.locator(".figures")).containsText("260 thousand");
            assertThat(card.locator(".figures")).containsText("int4");
            assertThat(card.locator(".figures")).containsText("512 tokens");
            assertThat(card.locator(".sample blockquote")).hasText(Pattern.compile("\\w+"));
            Accessible.check(ada);
            Accessible.checkInDark(ada, ".model-withheld");

            give(ada, "Tales", "Luis Ferrante (Legal)");
            assertThat(portal.signIn("luis").get("/api/models").body()).doesNotContain("Tales");
            card(ada, "Tales").getByText("Offer it to people").click();
            assertThat(ada.page().locator(".notice-good")).containsText("Tales is offered");
            assertThat(card(ada, "Tales")).not().containsText("Not offered");

            luis.open("/chat");
            luis.page().locator("#model").selectOption("Tales");
            assertThat(luis.ask(BEGINNING).locator(".prose")).containsText(Pattern.compile("\\w+ \\w+"));

            card(ada, "Tales").getByText("Withdraw").click();
            ada.page().locator("dialog[open] .button-danger").click();
            assertThat(card(ada, "Tales")).containsText("Not offered");
            assertThat(portal.signIn("luis").get("/api/models").body()).doesNotContain("Tales");
        }
    }

    @Test
    void afterABreakTheUploadGoesOnWhereItStopped() throws IOException {
        Path folder = checkpoint("long-tales");
        List<String> ranges = new CopyOnWriteArrayList<>();
        try (BreakableLine line = new BreakableLine(portal.address());
                Visit ada = browser.signInThrough(line, "ada")) {
            ada.page().onRequest(request -> {
                String range = request.headers().get("content-range");
                if (range != null) {
                    ranges.add(range);
                }
            });
            choose(ada, folder, "Long tales");
            line.breakAfter(Files.size(folder.resolve("model.safetensors")) / 2);
            submit(ada);
            assertThat(ada.page().locator("#sending")).containsText("The connection is broken");
            line.mend();
            ada.page().locator("#sending-now").click();

            assertThat(importOf(ada, "Long tales")).hasAttribute("data-state", "done");
            assertThat(ranges).singleElement().asString().matches("bytes [1-9]\\d*-\\d+/\\d+");
        }
    }

    @Test
    void whoeverLeavesDuringAnUploadIsWarned() throws IOException {
        try (Visit ada = browser.signIn("ada")) {
            ada.page().route("**/files/model.safetensors", _ -> {}); // is never answered
            choose(ada, checkpoint("left"), "Left");
            submit(ada);
            assertThat(ada.page().locator("#sending")).isVisible();
            List<String> asked = new CopyOnWriteArrayList<>();
            ada.page().onDialog(dialog -> {
                asked.add(dialog.type());
                dialog.dismiss();
            });
            ada.page().locator(".trail a").click();
            ada.page().waitForCondition(() -> !asked.isEmpty());

            assertThat(asked).containsExactly("beforeunload");
            assertThat(ada.page().locator("#sending")).isVisible();

            ada.page().locator("#sending-cancel").click();
            assertThat(ada.page().locator("#intake-fields")).isVisible();
            ada.page().onDialog(Dialog::accept);
        }
    }

    @Test
    void anImportCanBeCancelled() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("endless"));
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("model.onnx.data").toFile(), "rw")) {
            file.setLength(LARGE);
        }
        try (Visit ada = browser.signIn("ada")) {
            bringInFromServer(ada, folder, "Endless");
            Locator row = importOf(ada, "Endless");
            assertThat(row.getByRole(AriaRole.PROGRESSBAR)).hasAccessibleName("Progress of Endless");
            row.getByRole(AriaRole.BUTTON).click();
            ada.page().locator("dialog[open] .button-danger").click();

            assertThat(importOf(ada, "Endless")).hasAttribute("data-state", "cancelled");
            ada.page().reload();
            assertThat(importOf(ada, "Endless")).containsText("Nothing of it was kept");
        }
    }

    @Test
    void aBrokenFileIsToldAndTheFormKnowsEverythingForAnotherTry() throws IOException {
        Path folder = checkpoint("broken");
        byte[] weights = Files.readAllBytes(folder.resolve("model.safetensors"));
        Files.write(folder.resolve("model.safetensors"), java.util.Arrays.copyOf(weights, weights.length / 2));
        try (Visit ada = browser.signIn("ada")) {
            bringInFromServer(ada, folder, "Broken");
            Locator row = importOf(ada, "Broken");
            assertThat(row).hasAttribute("data-state", "failed");
            assertThat(row.locator(".import-end")).containsText("model.safetensors");
            Accessible.check(ada);

            row.getByRole(AriaRole.LINK).click();
            assertThat(ada.page().locator("#path")).hasValue(folder.toString());
            assertThat(ada.page().locator("#title")).hasValue("Broken");
        }
    }

    @Test
    void anUploadedArchiveIsUnpackedAndWhatFailedIsTriedAgainWithoutSendingIt() throws IOException {
        Path archive = temporary.resolve("packed.zip");
        Path folder = checkpoint("packed");
        Files.delete(folder.resolve("tokenizer.json"));
        zip(folder, archive);
        try (Visit ada = browser.signIn("ada")) {
            ada.open("/admin/models/new");
            ada.page().locator("#archive").setInputFiles(archive);
            assertThat(ada.page().locator("#chosen")).containsText("packed.zip");
            submit(ada);
            Locator row = importOf(ada, "packed");
            assertThat(row).hasAttribute("data-state", "failed");
            assertThat(row.locator(".import-end")).containsText("tokenizer");

            row.getByRole(AriaRole.LINK).click();
            assertThat(ada.page().locator(".kept")).isVisible();
            submit(ada);
            assertThat(ada.page().locator(".import-list > [data-state=failed] h3:text-is('packed')"))
                    .hasCount(2);
        }
    }

    @Test
    void aFolderCanBeDropped() throws IOException {
        try (Visit ada = browser.signIn("ada")) {
            ada.open("/admin/models/new");
            ada.drop(checkpoint("dropped"), ada.page().locator("#drop"));

            assertThat(ada.page().locator("#chosen")).containsText("5 files");
            assertThat(ada.page().locator("#title")).hasValue("dropped");
        }
    }

    @Test
    void aTakenNameIsToldBeforeAnythingIsSent() throws IOException {
        try (Visit ada = browser.signIn("ada")) {
            choose(ada, checkpoint("again"), "Again");
            ada.page().fill("#name", "cloister-quote");
            submit(ada);

            assertThat(ada.page().locator("#name-wrong")).isVisible();
            assertThat(ada.page().locator("#name")).isFocused();
        }
    }

    @Test
    void aHubThatIsClosedSaysWhatOpensIt() {
        try (Visit ada = browser.signIn("ada")) {
            ada.open("/admin/models/new");
            choosePlace(ada, "On a hub");

            assertThat(ada.page().locator(".place-hub")).containsText("CLOISTER_CATALOG_HUB_BASE_URL");
        }
    }

    @Test
    void withoutScriptARefusalComesBackWithWhatWasTyped() {
        HttpVisit ada = portal.signIn("ada");

        String page = ada.postForm(
                        "/admin/models/new",
                        Map.of("place", "SERVER", "path", "/nowhere/at/all", "title", "Nothing", "name", "nothing"))
                .body();

        assertThat(page)
                .contains("/nowhere/at/all")
                .contains("value=\"Nothing\"")
                .contains("notice-bad");
    }

    /** A trained model as its maker would publish it. */
    private Path checkpoint(String name) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(name));
        for (String file : FILES) {
            Files.copy(STORIES.resolve(file), folder.resolve(file));
        }
        return folder;
    }

    private static void zip(Path folder, Path archive) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String file : FILES) {
                if (Files.exists(folder.resolve(file))) {
                    out.putNextEntry(new ZipEntry(folder.getFileName() + "/" + file));
                    Files.copy(folder.resolve(file), out);
                }
            }
        }
    }

    private static void upload(Visit ada, Path folder, String title) {
        choose(ada, folder, title);
        submit(ada);
    }

    private static void choose(Visit ada, Path folder, String title) {
        ada.open("/admin/models/new");
        ada.page().locator("#folder").setInputFiles(folder);
        assertThat(ada.page().locator("#chosen")).containsText("5 files");
        ada.page().fill("#title", title);
    }

    private static void bringInFromServer(Visit ada, Path folder, String title) {
        ada.open("/admin/models/new");
        choosePlace(ada, "On the server");
        ada.page().fill("#path", folder.toString());
        ada.page().fill("#title", title);
        submit(ada);
    }

    private static void choosePlace(Visit ada, String place) {
        ada.page()
                .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(place))
                .check();
    }

    private static void submit(Visit ada) {
        ada.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bring it in"))
                .click();
    }

    private static void give(Visit ada, String title, String person) {
        ada.page().getByLabel("Give " + title + " to").selectOption(person);
        card(ada, title).locator(".form-inline button").click();
        assertThat(card(ada, title).locator(".chip")).containsText(person.replaceAll(" \\(.*", ""));
    }

    private static Locator importOf(Visit ada, String title) {
        return ada.page().locator(".import-list > li").filter(new Locator.FilterOptions().setHas(heading(ada, title)));
    }

    private static Locator card(Visit ada, String title) {
        return ada.page().locator("article").filter(new Locator.FilterOptions().setHas(heading(ada, title)));
    }

    private static Locator heading(Visit ada, String title) {
        return ada.page()
                .getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(title).setExact(true));
    }
}
