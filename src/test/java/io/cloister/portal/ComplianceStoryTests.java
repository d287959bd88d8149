package io.cloister.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A compliance officer finds what happened, opens it and proves that it is unchanged. */
@PortalTest
class ComplianceStoryTests {

    private final PortalBrowser browser;
    private final Portal portal;

    ComplianceStoryTests(PortalBrowser browser, Portal portal) {
        this.browser = browser;
        this.portal = portal;
    }

    @Test
    void seesWhoAskedWithWhichModelOverWhichPassagesAndVerifiesTheTrail() {
        portal.signIn("clara").ask(EmployeeStoryTests.QUESTION);
        try (Visit conrad = browser.signIn("conrad")) {
            conrad.page().selectOption("#actor", "Clara Nilsen");
            conrad.page().selectOption("#action", "Asked a question");
            conrad.page().selectOption("#outcome", "Done");
            conrad.page().locator(".search .button-primary").click();
            Locator row = conrad.page().locator("tbody tr").first();
            assertThat(row).containsText("Clara Nilsen");
            assertThat(row).containsText("Cardiology");

            row.locator("a").first().click();
            Locator page = conrad.page().locator("main");
            for (String fact : List.of(
                    "Asked a question",
                    "Clara Nilsen",
                    "Cardiology",
                    "Cloister Quote",
                    "Heart Failure – Discharge and Follow-up Guideline",
                    "Done")) {
                assertThat(page).containsText(fact);
            }
            assertThat(page).not().containsText("within 7 days of discharge");

            conrad.open("/audit/verification");
            conrad.page().locator("form.verify button").click();
            assertThat(conrad.page().locator(".verdict-good")).containsText("The trail is intact");
        }
    }

    @Test
    void seesRefusalsToo() {
        HttpVisit lena = portal.signIn("lena");
        lena.get("/admin/people");
        new HttpVisit(portal.address()).signIn("lena", "not the password");

        HttpVisit conrad = portal.signIn("conrad");
        assertThat(actions(conrad, "DENIED")).contains("authz.role");
        assertThat(actions(conrad, "FAILURE")).contains("auth.sign-in");
    }

    @Test
    void hasARecordOfBothEndsOfEveryQuestion() {
        HttpVisit clara = portal.signIn("clara");
        var answered = clara.ask(EmployeeStoryTests.QUESTION);
        String receipt = answered.headers().firstValue("Audit-Receipt").orElseThrow();
        assertThat(answered.body()).contains("\"auditReceipt\":\"" + receipt + "\"");

        HttpVisit conrad = portal.signIn("conrad");
        assertThat(conrad.get("/api/audit/events/" + receipt).body()).contains("ai.chat", "INTENT");
        assertThat(conrad.get("/api/audit/events?action=ai.chat&outcome=SUCCESS")
                        .body())
                .contains("\"parentEventId\":\"" + receipt + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/collections", "/admin", "/api/conversations", "/api/search?q=heart"})
    void readsNothingElse(String path) {
        assertThat(portal.signIn("conrad").get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void changesNothing() {
        HttpVisit conrad = portal.signIn("conrad");

        assertThat(conrad.post("/api/conversations", Map.of()).statusCode()).isEqualTo(403);
        assertThat(conrad.postForm("/admin/people/departments", Map.of("name", "Shadow"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(portal.signIn("ada").get("/api/admin/departments").body()).doesNotContain("Shadow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clara", "karim", "ada"})
    void nobodyElseReadsTheTrail(String username) {
        HttpVisit other = portal.signIn(username);

        for (String path : List.of(
                "/audit",
                "/audit/verification",
                "/api/audit/events",
                "/api/audit/checkpoint",
                "/api/audit/verification")) {
            assertThat(other.get(path).statusCode()).as(path).isEqualTo(403);
        }
    }

    private static List<String> actions(HttpVisit officer, String outcome) {
        return officer.json("/api/audit/events?outcome=" + outcome + "&size=100")
                .findValuesAsString("action");
    }
}
