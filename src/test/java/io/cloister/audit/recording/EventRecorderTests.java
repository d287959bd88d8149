package io.cloister.audit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.audit.AuditModuleTest;
import io.cloister.audit.AuditRecord;
import io.cloister.audit.AuditTrail;
import io.cloister.audit.TestActor;
import io.cloister.audit.TestTrail;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@AuditModuleTest
class EventRecorderTests {

    private final ApplicationEventPublisher publisher;
    private final AuditTrail trail;
    private final TestTrail test;

    EventRecorderTests(ApplicationEventPublisher publisher, AuditTrail trail, TestTrail test) {
        this.publisher = publisher;
        this.trail = trail;
        this.test = test;
    }

    @BeforeEach
    void clear() {
        test.clear();
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void forgetsAnIntentOrSuccessWithTheActThatWasRolledBack() {
        assertThatThrownBy(() -> test.inTransaction(() -> {
                    publish(AuditEntry.intent("test.act"));
                    publish(AuditEntry.success("test.act"));
                    throw new IllegalStateException("the act failed");
                }))
                .hasMessage("the act failed");
        assertThat(test.count("event")).isZero();
        assertThat(test.count("pending")).isZero();
    }

    @Test
    void refusesAnIntentOrSuccessOutsideATransaction() {
        assertThatThrownBy(() -> publish(AuditEntry.intent("test.act")))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> publish(AuditEntry.success("test.act")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void keepsADenialOrFailureOfAnActThatIsRolledBack() {
        assertThatThrownBy(() -> test.inTransaction(() -> {
                    publish(AuditEntry.denied("test.act", "no-grant"));
                    publish(AuditEntry.failure("test.act", "broken"));
                    publish(AuditEntry.aborted("test.act", "client-gone"));
                    throw new IllegalStateException("the act failed");
                }))
                .hasMessage("the act failed");
        assertThat(test.count("event")).isEqualTo(3);
        assertThat(test.count("pending")).isEqualTo(3);
    }

    @Test
    void keepsADenialPublishedOutsideAnyTransaction() {
        UUID id = publish(AuditEntry.denied("test.act", "no-grant"));
        assertThat(find(id).reason()).isEqualTo("no-grant");
    }

    @Test
    void failsTheActWhenItsEventCannotBeStored() {
        AuditEntry once = AuditEntry.success("test.act").build();
        test.inTransaction(() -> publisher.publishEvent(TestTrail.event(once)));
        assertThatThrownBy(() -> test.inTransaction(() -> {
                    publish(AuditEntry.success("test.other"));
                    publisher.publishEvent(TestTrail.event(once));
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(test.count("event")).isEqualTo(1);
    }

    @Test
    void statesWhoActedAndFromWhere() {
        TestActor actor = TestActor.withRole("EMPLOYEE");
        actor.signIn();
        MockHttpServletRequest request = request(new MockHttpServletResponse());
        UUID target = UUID.randomUUID();
        UUID id = test.publish(AuditEntry.success("doc.read")
                .target("document", target)
                .with(AuditField.FILE_BYTES, 9_000_000_000L)
                .with(AuditField.RETRIEVAL, List.of(Map.of("score_ppm", 7))));

        AuditRecord event = find(id);
        assertThat(event.actorId()).isEqualTo(actor.actorId().value());
        assertThat(event.actorType()).isEqualTo("person");
        assertThat(event.actorRoles()).containsExactly("EMPLOYEE");
        assertThat(event.actorDepartment()).isEqualTo(actor.departmentOfActor());
        assertThat(event.targetId()).isEqualTo(target);
        assertThat(event.address()).isEqualTo("192.0.2.7");
        assertThat(event.userAgent()).isEqualTo("Browser/1");
        assertThat(event.requestId()).isEqualTo(request.getRequestId());
        assertThat(event.fields())
                .containsEntry("file_bytes", 9_000_000_000L)
                .containsEntry("retrieval", List.of(Map.of("score_ppm", 7L)));
    }

    @Test
    void neverStoresTheIdOfASession() {
        MockHttpServletRequest request = request(new MockHttpServletResponse());
        String sessionId = "the-secret-name-of-a-session";
        request.setSession(new MockHttpSession(null, sessionId));
        UUID id = publish(AuditEntry.denied("sign-in", "wrong-password"));
        String body = test.body(id);
        assertThat(body).contains("session_ref").doesNotContain(sessionId);
        assertThat(find(id).actorType()).isEqualTo("anonymous");
    }

    @Test
    void takesTheActorThatTheEntryNamesWhenNobodyIsSignedInYet() {
        UUID person = UUID.randomUUID();
        UUID id = test.publish(AuditEntry.success("sign-in").actor(person));
        assertThat(find(id).actorId()).isEqualTo(person);
        assertThat(find(id).actorType()).isEqualTo("person");
    }

    @Test
    void anOutcomeFromAThreadThatKnowsNobodyHasTheActorOfItsIntent() {
        TestActor actor = TestActor.withRole("EMPLOYEE");
        actor.signIn();
        request(new MockHttpServletResponse());
        UUID intent = test.publish(AuditEntry.intent("ai.chat"));
        leave();
        UUID outcome = test.publish(AuditEntry.success("ai.chat").closes(intent));

        AuditRecord event = find(outcome);
        assertThat(event.actorId()).isEqualTo(actor.actorId().value());
        assertThat(event.actorDepartment()).isEqualTo(actor.departmentOfActor());
        assertThat(event.address()).isEqualTo("192.0.2.7");
        assertThat(trail.related(outcome)).extracting(AuditRecord::eventId).containsExactly(intent, outcome);
        assertThat(trail.related(intent)).extracting(AuditRecord::eventId).containsExactly(intent, outcome);
    }

    @Test
    void anOutcomeFromAThreadWithoutARequestComesFromWhereItsIntentDid() {
        TestActor actor = TestActor.withRole("EMPLOYEE");
        actor.signIn();
        request(new MockHttpServletResponse());
        UUID intent = test.publish(AuditEntry.intent("ai.chat"));
        leave();
        actor.signIn();

        UUID outcome = test.publish(AuditEntry.success("ai.chat").closes(intent));

        assertThat(find(outcome).address()).isEqualTo("192.0.2.7");
        assertThat(find(outcome).actorId()).isEqualTo(actor.actorId().value());
    }

    @Test
    void handsOutAReceiptOnlyForWhatIsCommitted() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        request(response);
        assertThatThrownBy(() -> test.inTransaction(() -> {
                    publish(AuditEntry.success("test.act"));
                    throw new IllegalStateException("the act failed");
                }))
                .hasMessage("the act failed");
        assertThat(response.getHeader("Audit-Receipt")).isNull();

        UUID id = test.publish(AuditEntry.success("test.act"));
        assertThat(response.getHeader("Audit-Receipt")).isEqualTo(id.toString());
    }

    private UUID publish(AuditEntry.Builder entry) {
        AuditEntry built = entry.build();
        publisher.publishEvent(TestTrail.event(built));
        return built.eventId();
    }

    private AuditRecord find(UUID id) {
        return trail.find(id).orElseThrow();
    }

    private static MockHttpServletRequest request(MockHttpServletResponse response) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.7");
        request.addHeader("User-Agent", "Browser/1");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, response));
        return request;
    }
}
