package io.cloister.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Coming in, being kept out, and being asked to come in again. */
@PortalTest
class SignInTests {

    private final PortalBrowser browser;
    private final Portal portal;
    private final DemoPeople people;

    SignInTests(PortalBrowser browser, Portal portal, DemoPeople people) {
        this.browser = browser;
        this.portal = portal;
        this.people = people;
    }

    @Test
    void aWrongPasswordIsToldWithoutSayingWhatWasWrong() {
        try (Visit someone = browser.visit(Look.DESK)) {
            someone.signIn("clara", "not the password");
            String wrong = someone.page().locator(".notice-bad").textContent();
            someone.signIn("nobody-of-this-name", "not the password");

            assertThat(someone.page().locator(".notice-bad")).hasText(wrong);
            assertThat(someone.path()).isEqualTo("/login");
        }
    }

    @Test
    void aSessionThatEndedKeepsTheQuestionForAfterwards() {
        String question = "How soon must the patient be seen after discharge?";
        try (Visit clara = browser.signIn("clara")) {
            clara.page().locator("#model option").first().waitFor(AdminStoryTests.attached());
            clara.page().context().clearCookies();
            clara.page().fill("#question", question);
            clara.page().keyboard().press("Enter");
            clara.page().locator(".message .notice a").click();
            assertThat(clara.page().locator("main")).containsText("Your session has ended");

            clara.signIn("clara", people.of("clara").password());
            assertThat(clara.page().locator("#question")).hasValue(question);
        }
    }

    @ParameterizedTest
    @CsvSource({"clara,/chat", "karim,/chat", "ada,/admin", "conrad,/audit"})
    void everybodyArrivesAtTheirOwnWork(String username, String home) {
        assertThat(portal.signIn(username).get("/").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith(home));
    }

    @Test
    void aProgramWithoutASessionGetsAProblemDocument() {
        var answer = new HttpVisit(portal.address()).get("/api/conversations");

        assertThat(answer.statusCode()).isEqualTo(401);
        JsonNode problem = new tools.jackson.databind.json.JsonMapper().readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:cloister:problem:sign-in-required");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void everyAnswerForbidsScriptsAndRequestsFromElsewhere() {
        var answer = portal.signIn("clara").get("/chat");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
                .doesNotContain("unsafe-inline");
    }
}
