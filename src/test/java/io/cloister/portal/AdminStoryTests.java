package io.cloister.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An administrator decides who may use what, and sees nothing of what is asked. */
@PortalTest
class AdminStoryTests {

    private final PortalBrowser browser;
    private final Portal portal;

    AdminStoryTests(PortalBrowser browser, Portal portal) {
        this.browser = browser;
        this.portal = portal;
    }

    @Test
    void takesAModelFromADepartmentWhoseNextQuestionIsRefusedWithWhatToDo() {
        try (Visit lena = browser.signIn("lena");
                Visit ada = browser.signIn("ada")) {
            lena.page().locator("#model option").first().waitFor(attached());
            ada.open("/admin/models");
            ada.page()
                    .getByLabel("Take Cloister Quote away from Legal", exactly())
                    .click();
            assertThat(ada.page().locator(".notice-good")).containsText("Legal");

            Locator refused = lena.ask("Who signs contracts?");
            assertThat(refused.locator(".notice"))
                    .containsText(
                            "No model is granted to you or your department. Ask your administrator to grant one.");

            ada.page().getByLabel("Give Cloister Quote to").selectOption("Legal");
            ada.page()
                    .locator(".grants:has-text('Give Cloister Quote to') .form-inline button")
                    .click();
            assertThat(ada.page().locator(".notice-good")).containsText("Legal");
            assertThat(lena.ask("Who signs contracts?")).not().containsText("No model is granted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/collections", "/api/conversations", "/api/search?q=heart", "/audit"})
    void readsNeitherConversationsNorDocumentsNorTheTrail(String path) {
        var answer = portal.signIn("ada").get(path);

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void managesPeopleGrantsAndModelsByProgramToo() {
        HttpVisit ada = portal.signIn("ada");
        JsonNode department = json(
                ada.post("/api/admin/departments", Map.of("name", "Radiology")).body());
        String password = "a long enough sentence";
        var created = ada.post(
                "/api/admin/people",
                Map.of(
                        "username",
                        "rosa",
                        "name",
                        "Rosa Marchetti",
                        "password",
                        password,
                        "department",
                        department.path("id").asString(),
                        "roles",
                        List.of("EMPLOYEE")));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).doesNotContain(password).doesNotContain("{bcrypt}");

        HttpVisit rosa = new HttpVisit(portal.address());
        rosa.signIn("rosa", password);
        assertThat(rosa.json("/api/models")).isEmpty();
        String model = ada.json("/api/admin/models")
                .valueStream()
                .filter(one -> one.path("name").asString().equals("cloister-quote"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        Map<String, String> grant = Map.of(
                "kind",
                "MODEL",
                "resource",
                model,
                "grantee",
                "department:" + department.path("id").asString());
        assertThat(ada.post("/api/admin/grants", grant).statusCode()).isEqualTo(204);
        assertThat(rosa.json("/api/models")).hasSize(1);
        assertThat(ada.json("/api/admin/grants?kind=MODEL")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .contains("Radiology");
        assertThat(ada.delete("/api/admin/grants?kind=MODEL&resource=" + model + "&grantee=" + grant.get("grantee"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(rosa.json("/api/models")).isEmpty();
    }

    @Test
    void isToldWhatIsWrongWithAGrantByProgram() {
        HttpVisit ada = portal.signIn("ada");
        String unknown = "00000000-0000-4000-8000-000000000000";

        assertThat(ada.post(
                                "/api/admin/grants",
                                Map.of("kind", "MODEL", "resource", unknown, "grantee", "department:" + unknown))
                        .statusCode())
                .isEqualTo(404);
        assertThat(ada.post("/api/admin/grants", Map.of("kind", "MODEL")).statusCode())
                .isEqualTo(400);
        assertThat(ada.post("/api/admin/grants", Map.of("kind", "MODEL", "resource", unknown, "grantee", "everybody"))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clara", "karim", "conrad"})
    void nobodyElseAdministers(String username) {
        HttpVisit other = portal.signIn(username);

        for (String path : List.of("people", "departments", "models", "grants?kind=MODEL")) {
            assertThat(other.get("/api/admin/" + path).statusCode()).as(path).isEqualTo(403);
        }
        for (String path : List.of("people", "departments", "models", "grants")) {
            assertThat(other.post("/api/admin/" + path, Map.of()).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        for (String path : List.of(
                "/admin",
                "/admin/people",
                "/admin/models",
                "/admin/models/new",
                "/admin/models/imports",
                "/admin/collections")) {
            assertThat(other.get(path).statusCode()).as(path).isEqualTo(403);
        }
    }

    private static JsonNode json(String body) {
        return new tools.jackson.databind.json.JsonMapper().readTree(body);
    }

    static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
    }

    private static com.microsoft.playwright.Page.GetByLabelOptions exactly() {
        return new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true);
    }
}
