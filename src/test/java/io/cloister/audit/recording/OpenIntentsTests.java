package io.cloister.audit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditModuleTest;
import io.cloister.audit.AuditRecord;
import io.cloister.audit.AuditTrail;
import io.cloister.audit.Outcome;
import io.cloister.audit.TestTrail;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@AuditModuleTest
class OpenIntentsTests {

    private final OpenIntents openIntents;
    private final AuditTrail trail;
    private final TestTrail test;

    OpenIntentsTests(OpenIntents openIntents, AuditTrail trail, TestTrail test) {
        this.openIntents = openIntents;
        this.trail = trail;
        this.test = test;
    }

    @BeforeEach
    void clear() {
        test.clear();
    }

    @Test
    void closesWhatAnEarlierRunDidNotLiveToEnd() {
        UUID target = UUID.randomUUID();
        UUID open = test.publish(AuditEntry.intent("ai.chat").target("conversation", target));
        UUID closed = test.publish(AuditEntry.intent("ai.chat"));
        test.publish(AuditEntry.success("ai.chat").closes(closed));
        pretendAnEarlierRunWroteAll();
        UUID own = test.publish(AuditEntry.intent("ai.chat"));

        openIntents.close();

        assertThat(trail.related(open)).hasSize(2);
        AuditRecord outcome = trail.related(open).get(1);
        assertThat(outcome.outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(outcome.reason()).isEqualTo("process-ended");
        assertThat(outcome.action()).isEqualTo("ai.chat");
        assertThat(outcome.targetId()).isEqualTo(target);
        assertThat(trail.related(closed)).hasSize(2);
        assertThat(trail.related(own)).hasSize(1);
    }

    @Test
    void closesAnIntentOnce() {
        UUID open = test.publish(AuditEntry.intent("ai.chat"));
        pretendAnEarlierRunWroteAll();
        openIntents.close();
        openIntents.close();
        assertThat(trail.related(open)).hasSize(2);
    }

    private void pretendAnEarlierRunWroteAll() {
        test.tamper("UPDATE audit.event SET body = body || '{\"instance_id\": \"earlier\"}'");
    }
}
