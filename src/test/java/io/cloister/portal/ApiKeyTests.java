package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.platform.persistence.TestDatabases;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A key acts for its owner and does no more than they may, at this moment. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> CHAT = List.of("chat");

    private final Portal portal;
    private final Programs programs;
    private final PortalBrowser browser;
    private final Environment environment;

    ApiKeyTests(Portal portal, Programs programs, PortalBrowser browser, Environment environment) {
        this.portal = portal;
        this.programs = programs;
        this.browser = browser;
        this.environment = environment;
    }

    @BeforeAll
    void offerModels() {
        programs.offerModels();
    }

    @Test
    void isToldOnceAndKeptNowhere() throws SQLException {
        JsonNode made = programs.key("clara", "ward statistics", Programs.ALL_SCOPES);
        String key = made.path("key").asString();

        assertThat(key).matches("cl_[A-Za-z0-9_-]{49}");
        assertThat(portal.signIn("clara").get("/api/keys").body())
                .contains("ward statistics")
                .doesNotContain(key);
        assertThat(database("SELECT string_agg(k::text, ' ') FROM access.api_key k WHERE name = 'ward statistics'"))
                .doesNotContain(key.substring(3))
                .contains("ward statistics");
        assertThat(database("SELECT string_agg(body::text, ' ') FROM audit.event"))
                .doesNotContain(key.substring(3, 20));
    }

    @Test
    void isHiddenByTheDatabaseItself() throws SQLException {
        programs.of("clara");
        try (Connection connection = superuser();
                var portalsRole = connection.createStatement()) {
            portalsRole.execute("SET ROLE cloister_app");
            try (var rows = portalsRole.executeQuery("SELECT count(*) FROM access.api_key")) {
                rows.next();
                assertThat(rows.getInt(1)).as("for nobody").isZero();
            }
            assertThatThrownBy(() -> portalsRole.executeQuery("SELECT key_hash FROM access.api_key"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> portalsRole.execute("UPDATE access.api_key SET expires_at = now()"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void unknownExpiredAndRevokedKeysAreAnsweredAlike() throws SQLException {
        String key = programs.of("clara").key();
        HttpResponse<String> unknown = use("cl_" + "A".repeat(49));
        HttpResponse<String> wrong = use("sk-something");
        HttpResponse<String> mistyped = use(key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A"));
        Program expired = programs.of("clara");
        update("UPDATE access.api_key SET created_at = created_at - interval '40 days',"
                + " expires_at = now() - interval '1 second' WHERE id = '" + newest("clara") + "'");
        Program revoked = programs.of("clara");
        assertThat(portal.signIn("clara").delete("/api/keys/" + newest("clara")).statusCode())
                .isEqualTo(204);

        for (HttpResponse<String> answer : List.of(wrong, mistyped, use(expired.key()), use(revoked.key()))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(unknown.body());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
        }
        JsonNode error = JSON.readTree(unknown.body()).path("error");
        assertThat(error.path("code").asString()).isEqualTo("invalid_api_key");
        assertThat(error.path("type").asString()).isEqualTo("authentication_error");
        assertThat(error.path("param").isNull()).isTrue();
        assertThat(reasons()).contains("key-unknown", "key-expired", "key-revoked");
    }

    @Test
    void isRevokedAtOnceByItsOwnerOrAnAdministratorAndByNobodyElse() {
        Program mine = programs.of("clara");
        String id = newest("clara");
        assertThat(mine.get("/v1/models").statusCode()).isEqualTo(200);

        assertThat(portal.signIn("karim").delete("/api/keys/" + id).statusCode())
                .isEqualTo(404);
        assertThat(portal.signIn("ada").delete("/api/keys/" + id).statusCode()).isEqualTo(403);
        assertThat(portal.signIn("karim").delete("/api/admin/keys/" + id).statusCode())
                .isEqualTo(403);
        assertThat(mine.get("/v1/models").statusCode()).isEqualTo(200);

        assertThat(portal.signIn("ada").delete("/api/admin/keys/" + id).statusCode())
                .isEqualTo(204);
        assertThat(mine.get("/v1/models").statusCode()).isEqualTo(401);
    }

    @Test
    void showsInNobodyElsesListButTheAdministrators() {
        programs.key("clara", "only clara's", CHAT);

        assertThat(portal.signIn("karim").get("/api/keys").body()).doesNotContain("only clara's");
        assertThat(portal.signIn("karim").get("/api/admin/keys").statusCode()).isEqualTo(403);
        assertThat(portal.signIn("conrad").get("/api/keys").statusCode()).isEqualTo(403);
        assertThat(portal.signIn("ada").get("/api/admin/keys").body())
                .contains("only clara's", "Clara Nilsen")
                .doesNotContain("\"key\"");
    }

    @Test
    void losesWhatItsOwnerLosesAtOnce() throws SQLException {
        Program clara = programs.of("clara");
        assertThat(clara.get("/v1/models/" + Programs.MODEL).statusCode()).isEqualTo(200);
        try {
            programs.grantModel(false);
            assertThat(clara.get("/v1/models/" + Programs.MODEL).statusCode()).isEqualTo(404);
        } finally {
            programs.grantModel(true);
        }
        try {
            update("UPDATE access.person SET active = false WHERE username = 'clara'");
            assertThat(clara.get("/v1/models").statusCode()).isEqualTo(401);
        } finally {
            update("UPDATE access.person SET active = true WHERE username = 'clara'");
        }
        assertThat(clara.get("/v1/models").statusCode()).isEqualTo(200);
    }

    @Test
    void opensOnlyWhatItWasMadeFor() {
        Program lister = programs.of("clara", List.of("models:read"));

        HttpResponse<String> refused = lister.post(
                "/v1/completions", Map.of("model", Programs.MODEL, "prompt", "Once upon a time", "max_tokens", 4));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(refused.body()).path("error").path("type").asString())
                .isEqualTo("permission_error");
        assertThat(lister.post("/v1/embeddings", Map.of("model", Programs.EMBEDDINGS, "input", "heart"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(programs.of("clara", CHAT).get("/v1/models").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-API-Key: %s",
                "api-key: %s",
                "Cookie: Authorization=%s",
                "Cookie: JSESSIONID=%s",
                "Authorization: %s",
                "Authorization: Basic %s",
                "Authorization: Token %s",
                "Authorization: Bearer, %s",
                "Authorization: Bearer Bearer %s",
                "Proxy-Authorization: Bearer %s",
                "X-Forwarded-Authorization: Bearer %s",
                "X-Authorization: Bearer %s"
            })
    void isAcceptedInNoOtherForm(String header) {
        Program program = programs.of("clara");
        String[] parts = header.formatted(program.key()).split(": ", 2);

        assertThat(program.bare("/v1/models", Map.of(parts[0], parts[1])).statusCode())
                .isEqualTo(401);
    }

    @Test
    void isAcceptedNeitherInTheAddressNorInPlaceOfASignIn() {
        Program program = programs.of("clara");

        assertThat(program.bare("/v1/models?access_token=" + program.key(), Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(portal.signIn("clara").get("/v1/models").statusCode()).isEqualTo(401);
        assertThat(program.get("/api/keys").statusCode()).isEqualTo(401);
        assertThat(program.get("/v1/models").headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void isMadeAndRevokedOnAPage() {
        try (Visit karim = browser.signIn("karim")) {
            karim.open("/keys");
            Accessible.check(karim);
            karim.page().fill("#name", "night report");
            karim.page().click("#make button");
            String key = karim.page().locator("#new-key").textContent();
            Program program = new Program(portal.address(), key);
            assertThat(program.get("/v1/models").statusCode()).isEqualTo(200);
            Accessible.check(karim);

            karim.open("/keys");
            assertThat(karim.page().content()).doesNotContain(key);
            karim.page().getByLabel("Revoke night report").click();
            karim.page().locator("#revoke-dialog button[value=yes]").click();
            karim.page().locator(".notice-good").waitFor();
            assertThat(program.get("/v1/models").statusCode()).isEqualTo(401);
        }
        try (Visit ada = browser.signIn("ada")) {
            ada.open("/admin/keys");
            assertThat(ada.page().content()).contains("night report");
            Accessible.check(ada);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"\"", "{\"name\":\"x\",\"expiresInDays\":366", "{\"name\":\"x\",\"scopes\":[]"})
    void isNotMadeWithoutANameAPurposeOrAnEnd(String beginning) {
        Map<String, Object> wanted = new java.util.HashMap<>(Map.of("scopes", CHAT, "expiresInDays", 30));
        JSON.readTree(beginning + "}").propertyStream().forEach(field -> wanted.put(field.getKey(), field.getValue()));

        assertThat(portal.signIn("clara").post("/api/keys", wanted).statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> use(String key) {
        return new Program(portal.address(), key).get("/v1/models");
    }

    private String newest(String username) {
        return portal.signIn(username).json("/api/keys").get(0).path("id").asString();
    }

    private List<String> reasons() {
        return portal.signIn("conrad")
                .json("/api/audit/events?action=auth.key-use&outcome=FAILURE")
                .path("items")
                .valueStream()
                .map(event -> event.path("reason").asString())
                .toList();
    }

    private String database(String query) throws SQLException {
        try (Connection connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void update(String statement) throws SQLException {
        try (Connection connection = superuser();
                var change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    private Connection superuser() throws SQLException {
        return TestDatabases.superuser(environment.getRequiredProperty("cloister.test.database"));
    }
}
