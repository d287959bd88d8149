package io.cloister.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditFilter;
import io.cloister.audit.AuditModuleTest;
import io.cloister.audit.TestActor;
import io.cloister.audit.TestTrail;
import io.cloister.audit.tree.Hash;
import io.cloister.audit.tree.ProofVerification;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@AuditModuleTest
class AuditApiControllerTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final MockMvcTester http;
    private final TestTrail trail;
    private final TestActor officer = TestActor.withRole("COMPLIANCE_OFFICER");

    AuditApiControllerTests(MockMvcTester http, TestTrail trail) {
        this.http = http;
        this.trail = trail;
    }

    @BeforeEach
    void clear() {
        trail.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "events/01900000-0000-7000-8000-000000000000", "checkpoint", "verification"})
    void showsNothingToOtherRoles(String path) {
        for (String role : List.of("EMPLOYEE", "DEPARTMENT_MANAGER", "ADMIN")) {
            assertThat(get("/api/audit/" + path, TestActor.withRole(role))
                            .getResponse()
                            .getStatus())
                    .isEqualTo(HttpStatus.FORBIDDEN.value());
        }
        assertThat(trail.count("event")).isZero();
    }

    @Test
    void findsEventsByWhatTheyAre() {
        UUID actor = UUID.randomUUID();
        UUID department = UUID.randomUUID();
        UUID chat = trail.publish(AuditEntry.denied("ai.chat", "no-grant").actor(actor));
        UUID upload = trail.publish(AuditEntry.success("doc.upload")
                .target("document", UUID.randomUUID())
                .targetDepartment(department));

        assertThat(found("actor=" + actor)).containsExactly(chat);
        assertThat(found("action=ai.chat")).containsExactly(chat);
        assertThat(found("action=doc.")).containsExactly(upload);
        assertThat(found("department=" + department)).containsExactly(upload);
        assertThat(found("outcome=denied")).containsExactly(chat);
        assertThat(found("q=NO-GRANT")).containsExactly(chat);
        assertThat(found("q=" + actor)).containsExactly(chat);
        assertThat(found("q=100%25")).isEmpty();
        assertThat(found("q=o_g")).isEmpty();
        assertThat(found("q='%20OR%20TRUE%20--")).isEmpty();
        assertThat(found("to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(found("action=ai.chat&from=2020-01-01T00:00:00Z")).containsExactly(chat);
        assertThat(found("action=ai.chat&page=1")).isEmpty();
    }

    @Test
    void everyLookLeavesAnEvent() {
        UUID id = trail.publish(AuditEntry.success("doc.upload"));
        trail.seal();
        get("/api/audit/events", officer);
        get("/api/audit/events/" + id, officer);
        get("/api/audit/events/" + id + "/proof", officer);
        get("/api/audit/verification", officer);
        assertThat(trail.count("event")).isEqualTo(5);
        assertThat(json("/api/audit/events?action=audit.verify").path("items"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("actorId").asString())
                            .isEqualTo(officer.actorId().toString());
                    assertThat(event.path("reason").asString()).isEqualTo("valid");
                });
    }

    @Test
    void aProofHoldsForAnybodyWhoTrustsTheSignedRoot() {
        trail.publish(6);
        UUID id = trail.publish(AuditEntry.success("doc.upload"));
        trail.seal();
        trail.publish(4);
        trail.seal();

        JsonNode proof = json("/api/audit/events/" + id + "/proof");
        Hash leaf = Hash.leaf(proof.path("canonical").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(ProofVerification.includes(
                        hash(proof.path("root")),
                        proof.path("treeSize").asLong(),
                        leaf,
                        proof.path("leafIndex").asLong(),
                        proof.path("path").values().stream()
                                .map(AuditApiControllerTests::hash)
                                .toList()))
                .isTrue();
        assertThat(proof.path("checkpoint").asString()).contains("\n11\n");
        assertThat(json("/api/audit/checkpoint").path("root")).isEqualTo(proof.path("root"));
    }

    @Test
    void tellsWhenThereIsNoProofYet() {
        UUID id = trail.publish(AuditEntry.success("doc.upload"));
        assertThat(status("/api/audit/events/" + id + "/proof")).isEqualTo(HttpStatus.CONFLICT.value());
    }

    @Test
    void verifiesTheTrail() {
        trail.publish(3);
        trail.seal();
        JsonNode report = json("/api/audit/verification");
        assertThat(report.path("valid").asBoolean()).isTrue();
        assertThat(report.path("size").asLong()).isEqualTo(3);
        assertThat(report.has("first_bad_index")).isTrue();

        trail.tamper("DELETE FROM audit.event WHERE event_id = '" + trail.eventAt(1) + "'");
        report = json("/api/audit/verification");
        assertThat(report.path("valid").asBoolean()).isFalse();
        assertThat(report.path("first_bad_index").asLong()).isEqualTo(1);
        assertThat(report.path("problems").path(0).path("code").asString()).isEqualTo("EVENT_MISSING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?page=-1",
                "?size=0",
                "?size=" + (AuditFilter.MAX_SIZE + 1),
                "?outcome=perhaps",
                "?actor=somebody",
                "?from=yesterday"
            })
    void refusesWhatItCannotUnderstand(String query) {
        assertThat(status("/api/audit/events" + query)).isEqualTo(HttpStatus.BAD_REQUEST.value());
    }

    @Test
    void answersUnknownEventsWithNotFound() {
        assertThat(status("/api/audit/events/no-id")).isEqualTo(HttpStatus.NOT_FOUND.value());
        assertThat(status("/api/audit/events/" + UUID.randomUUID())).isEqualTo(HttpStatus.NOT_FOUND.value());
        assertThat(status("/api/audit/events/" + UUID.randomUUID() + "/proof")).isEqualTo(HttpStatus.NOT_FOUND.value());
        assertThat(status("/api/audit/checkpoint")).isEqualTo(HttpStatus.NOT_FOUND.value());
    }

    private List<UUID> found(String query) {
        return json("/api/audit/events?" + query).path("items").values().stream()
                .map(event -> UUID.fromString(event.path("eventId").asString()))
                .toList();
    }

    private JsonNode json(String path) {
        try {
            return JSON.readTree(get(path, officer).getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private int status(String path) {
        return get(path, officer).getResponse().getStatus();
    }

    private MvcTestResult get(String path, TestActor actor) {
        return http.get()
                .uri(URI.create(path))
                .with(authentication(actor.authentication()))
                .exchange();
    }

    private static Hash hash(JsonNode hex) {
        return Hash.of(HexFormat.of().parseHex(hex.asString()));
    }
}
