package io.cloister.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** An employee asks, and checks the answer against its source. */
@PortalTest
class EmployeeStoryTests {

    static final String QUESTION = "How soon after discharge must a heart-failure patient be seen?";
    private static final String SENTENCE =
            "Every patient discharged after a hospital stay for heart failure must be seen in the heart-failure clinic"
                    + " within 7 days of discharge, and must receive a telephone call from the heart-failure nurse within"
                    + " 72 hours.";

    private final PortalBrowser browser;

    EmployeeStoryTests(PortalBrowser browser) {
        this.browser = browser;
    }

    @Test
    void readsAnAnswerWhoseCitationOpensTheVeryPassage() {
        try (Visit clara = browser.signIn("clara")) {
            Locator answer = clara.ask(QUESTION);
            assertThat(answer.locator(".prose")).containsText(SENTENCE);

            answer.locator(".prose .cite").first().click();
            assertThat(clara.page().locator("#sources mark")).hasText(SENTENCE);
            assertThat(clara.page().locator("#sources-title")).containsText("Heart Failure");
            assertThat(clara.page().locator("#sources-place")).hasText("Page 2");
        }
    }

    @Test
    void findsTheConversationAgainAfterLoadingThePageAnew() {
        try (Visit clara = browser.signIn("clara")) {
            clara.ask(QUESTION);
            clara.ask("What is the capital of France?");
            clara.page().reload();

            assertThat(clara.page().locator(".message .prose").first()).containsText(SENTENCE);
            assertThat(clara.page().locator(".message-unanswered .notice")).isVisible();
            assertThat(clara.page().locator(".history-rows").first()).containsText("How soon after discharge");
        }
    }

    @Test
    void aQuestionSentBeforeTheModelsAreKnownGoesOutWithThem() {
        try (Visit clara = browser.signIn("clara")) {
            Deque<Route> held = new ArrayDeque<>();
            clara.page().route("**/api/models", held::add);
            clara.page().reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
            clara.page().waitForCondition(() -> !held.isEmpty());
            clara.page().fill("#question", QUESTION);
            clara.page().keyboard().press("Enter");
            held.pop().resume();

            assertThat(clara.page().locator(".message .prose").first()).containsText(SENTENCE);
        }
    }

    @Test
    void needsNoMouse() {
        try (Visit clara = browser.signIn("clara", Look.PHONE)) {
            clara.ask(QUESTION);
            clara.page().locator(".prose .cite").first().focus();
            clara.page().keyboard().press("Enter");
            assertThat(clara.page().locator("#sources mark")).isVisible();

            clara.page().keyboard().press("Escape");
            assertThat(clara.page().locator("#sources")).isHidden();
            assertThat(clara.page().locator(".prose .cite").first()).isFocused();
        }
    }

    @Test
    void anAnswerWithItsSourcesFitsAPhone() {
        try (Visit clara = browser.signIn("clara", Look.PHONE)) {
            assertThat(clara.ask(QUESTION).locator(".source").first()).isVisible();

            assertThat(clara.page().locator("#thread").evaluate("thread => thread.scrollWidth - thread.clientWidth"))
                    .as("width of the conversation beyond the phone")
                    .isEqualTo(0);
        }
    }

    @Test
    void opensTheOriginalFileOfASource() {
        try (Visit clara = browser.signIn("clara")) {
            clara.ask(QUESTION).locator(".source").first().click();
            String original = clara.page().locator("#sources-original").getAttribute("href");

            var response = clara.page().request().get(clara.page().url().replaceAll("/chat.*", original));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers()).containsEntry("content-type", "application/pdf");
            assertThat(new String(response.body(), 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .isEqualTo("%PDF-");
        }
    }
}
