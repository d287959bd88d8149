package io.cloister.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nobody learns anything of what belongs to others: no title, no count, no hint. */
@PortalTest
class DepartmentBorderTests {

    private final PortalBrowser browser;
    private final Portal portal;

    DepartmentBorderTests(PortalBrowser browser, Portal portal) {
        this.browser = browser;
        this.portal = portal;
    }

    @Test
    void aDepartmentThatMayNotReadADocumentIsToldThatNothingAnswers() {
        List<String> received = new ArrayList<>();
        try (Visit lena = browser.signIn("lena")) {
            List<Response> responses = new ArrayList<>();
            lena.page().onResponse(responses::add);
            Locator answer = lena.ask(EmployeeStoryTests.QUESTION);
            assertThat(answer.locator(".notice")).containsText("Nothing in your documents answers this");
            assertThat(answer.locator(".cite, .source")).hasCount(0);
            responses.stream()
                    .filter(response -> response.url().contains("/api/"))
                    .filter(response -> !response.url().endsWith("/messages")) // a stream is gone when it is read
                    .map(Response::text)
                    .forEach(received::add);
            received.add(lena.page().content());
            lena.open("/collections");
            received.add(lena.page().content());
        }
        HttpVisit lena = portal.signIn("lena");
        received.add(lena.stream(
                "/api/conversations/" + lena.converse() + "/messages", Map.of("text", EmployeeStoryTests.QUESTION)));
        assertThat(received).hasSizeGreaterThan(3);
        for (String secret : secrets()) {
            assertThat(received).noneMatch(body -> body.contains(secret));
        }
    }

    @Test
    void searchByProgramIsScopedInTheSameWay() {
        String found = portal.signIn("lena")
                .get("/api/search?q=heart%20failure%20discharge")
                .body();

        assertThat(secrets()).isNotEmpty().noneMatch(found::contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lena", "ada", "conrad"})
    void foreignIdsAnswerLikeUnknownOnes(String username) {
        JsonNode collection = portal.signIn("clara").json("/api/collections").path(0);
        String collectionId = collection.path("id").asString();
        String document = document();
        String conversation = portal.signIn("clara").converse();
        HttpVisit stranger = portal.signIn(username);
        UUID unknown = UUID.randomUUID();

        for (String path : List.of(
                "/api/documents/%s",
                "/api/documents/%s/content",
                "/api/documents/%s/passages",
                "/documents/%s",
                "/api/conversations/%s",
                "/chat/%s")) {
            String foreign = path.startsWith("/api/conv") || path.startsWith("/chat") ? conversation : document;
            var answer = stranger.get(path.formatted(foreign));
            var control = stranger.get(path.formatted(unknown));
            assertThat(answer.statusCode()).as(path).isEqualTo(control.statusCode());
            if (path.startsWith("/api/")) {
                assertThat(answer.statusCode()).as(path).isIn(403, 404);
            }
            assertThat(answer.body().replace(foreign, ""))
                    .as(path)
                    .doesNotContain("Heart Failure")
                    .hasSameSizeAs(control.body().replace(unknown.toString(), ""));
        }
        assertThat(stranger.upload(
                                "/api/collections/" + collectionId + "/documents",
                                "a.md",
                                "# A\n\nText.".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isIn(403, 404);
        assertThat(stranger.delete("/api/documents/" + document).statusCode()).isIn(403, 404);
        assertThat(stranger.delete("/api/conversations/" + conversation).statusCode())
                .isIn(403, 404);
    }

    @Test
    void aForeignCollectionNamedInAQuestionOpensNothing() {
        String foreign = portal.signIn("clara")
                .json("/api/collections")
                .path(0)
                .path("id")
                .asString();
        HttpVisit lena = portal.signIn("lena");

        String answer = lena.post(
                        "/api/conversations/" + lena.converse() + "/messages",
                        Map.of("text", EmployeeStoryTests.QUESTION, "collections", List.of(foreign)))
                .body();

        JsonNode whole = new JsonMapper().readTree(answer);
        assertThat(whole.path("citations")).isEmpty();
        assertThat(whole.path("text").asString()).startsWith("Nothing");
    }

    @Test
    void aForeignConversationTakesNoQuestion() {
        String conversation = portal.signIn("clara").converse();

        assertThat(portal.signIn("lena")
                        .post("/api/conversations/" + conversation + "/messages", Map.of("text", "Whose is this?"))
                        .statusCode())
                .isEqualTo(404);
    }

    private String document() {
        return portal.signIn("clara")
                .json("/api/search?q=heart%20failure%20discharge")
                .path("passages")
                .path(0)
                .path("documentId")
                .asString();
    }

    /** Ids and titles of Cardiology's documents, and its collection's. */
    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        HttpVisit clara = portal.signIn("clara");
        for (JsonNode collection : clara.json("/api/collections")) {
            secrets.add(collection.path("id").asString());
        }
        for (JsonNode passage :
                clara.json("/api/search?q=heart%20failure%20discharge").path("passages")) {
            secrets.add(passage.path("documentId").asString());
            secrets.add(passage.path("title").asString());
        }
        return secrets;
    }
}
