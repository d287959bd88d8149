package io.cloister.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditModuleTest;
import io.cloister.audit.TestTrail;
import io.cloister.audit.VerificationProblem;
import io.cloister.audit.VerificationProblem.Code;
import io.cloister.audit.VerificationReport;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests tamper as one who owns the database server could. */
@AuditModuleTest
class TrailVerifierTests {

    private static final int SIZE = 11;

    private final TestTrail trail;

    TrailVerifierTests(TestTrail trail) {
        this.trail = trail;
    }

    @BeforeEach
    void fill() {
        trail.clear();
        trail.sealEach(5);
        trail.inTransaction(() -> trail.publish(SIZE - 5));
        trail.seal();
    }

    @Test
    void findsNothingInATrailNobodyTouched() {
        trail.publish(AuditEntry.denied("test.naughty", "\u0000 \ud800 \"\\ \u2028 \ud83d\ude00 <script>"));
        VerificationReport report = trail.verify();
        assertThat(report.problems()).isEmpty();
        assertThat(report.valid()).isTrue();
        assertThat(report.size()).isEqualTo(SIZE);
        assertThat(report.pending()).isEqualTo(1);
        assertThat(report.firstBadIndex()).isNull();
        trail.seal();
        assertThat(trail.verify().problems()).isEmpty();
    }

    @Test
    void anInstallationThatNeverRecordedAnythingIsValid() {
        trail.clear();
        assertThat(trail.verify().problems()).isEmpty();
    }

    @Test
    void findsAChangedByteOfContent() {
        trail.tamper(update(7, "body = replace(body::text, 'test.act', 'test.acu')::jsonb"));
        assertBad(7, Code.LEAF_MISMATCH);
    }

    @Test
    void findsANumberThatOnlyLooksTheSame() {
        trail.tamper(update(7, "body = body || '{\"instance_seq\": 1.0}'"));
        assertBad(7, Code.LEAF_MISMATCH);
    }

    @Test
    void findsAChangedActor() {
        trail.tamper(update(3, "body = body || '{\"actor_id\": \"" + UUID.randomUUID() + "\"}'"));
        assertBad(3, Code.LEAF_MISMATCH);
    }

    @Test
    void findsAChangedTime() {
        trail.tamper(update(9, "body = body || '{\"occurred_at\": \"2020-01-01T00:00:00.000000Z\"}'"));
        assertBad(9, Code.LEAF_MISMATCH);
    }

    @Test
    void findsAChangedColumnBesideTheContent() {
        trail.tamper(update(4, "recorded_at = recorded_at - interval '1 day'"));
        assertBad(4, Code.COLUMN_MISMATCH);
    }

    @Test
    void findsADerivedColumnThatWasCutLoose() {
        trail.tamper("ALTER TABLE audit.event ALTER COLUMN actor_id DROP EXPRESSION");
        try {
            trail.tamper(update(4, "actor_id = '" + UUID.randomUUID() + "'"));
            assertBad(4, Code.COLUMN_MISMATCH);
        } finally {
            trail.tamper(
                    "ALTER TABLE audit.event DROP COLUMN actor_id",
                    "ALTER TABLE audit.event ADD COLUMN actor_id uuid GENERATED ALWAYS AS ((body ->> 'actor_id')::uuid) STORED");
        }
    }

    @Test
    void findsAMiddleRowThatWasDeleted() {
        trail.tamper("DELETE FROM audit.event WHERE event_id = '" + trail.eventAt(6) + "'");
        assertBad(6, Code.EVENT_MISSING);
    }

    @Test
    void findsAMiddleRowThatWasDeletedWithItsPlace() {
        trail.tamper(
                "DELETE FROM audit.event WHERE event_id = '" + trail.eventAt(6) + "'",
                "DELETE FROM audit.leaf WHERE leaf_index = 6");
        assertBad(6, Code.INDEX_GAP);
    }

    @Test
    void findsAForgedRow() {
        trail.tamper(forged());
        assertBad(SIZE, Code.EVENT_UNACCOUNTED);
    }

    @Test
    void findsAForgedRowThatWasGivenAPlace() {
        trail.tamper(
                forged(),
                "INSERT INTO audit.leaf SELECT " + SIZE + ", max(event_id::text)::uuid FROM audit.event "
                        + "WHERE event_id NOT IN (SELECT event_id FROM audit.leaf)");
        assertBad(SIZE, Code.CHECKPOINT_MISMATCH);
    }

    @Test
    void findsTwoRowsThatWereSwapped() {
        UUID four = trail.eventAt(4);
        UUID eight = trail.eventAt(8);
        trail.tamper(
                "DELETE FROM audit.leaf WHERE leaf_index IN (4, 8)",
                "INSERT INTO audit.leaf VALUES (4, '" + eight + "'), (8, '" + four + "')");
        assertBad(4, Code.TREE_MISMATCH);
    }

    @Test
    void findsAReplacedHashOfAnEvent() {
        trail.tamper(update(2, "leaf_hash = sha256('forged')"));
        assertBad(2, Code.LEAF_MISMATCH);
    }

    @Test
    void findsAReplacedHashInTheTree() {
        trail.tamper("UPDATE audit.tree_node SET hash = sha256('forged') WHERE level = 0 AND node_index = 8");
        assertBad(8, Code.TREE_MISMATCH);
        trail.tamper("UPDATE audit.tree_node SET hash = sha256('forged') WHERE level = 1 AND node_index = 3");
        assertBad(6, Code.TREE_MISMATCH);
    }

    @Test
    void findsAnEditAfterWhichEventAndLeafHashWereMadeToFit() {
        Forger.editEvent(trail, 3);
        assertBad(3, Code.TREE_MISMATCH);
    }

    @Test
    void findsAnEditAfterWhichEveryHashWasRecomputed() {
        Forger.editEvent(trail, 3);
        Forger.recomputeTree(trail);
        assertBad(3, Code.CHECKPOINT_MISMATCH);
    }

    @Test
    void findsAnEditAfterWhichTheRootsOfCheckpointsWereRecomputedToo() {
        Forger.editEvent(trail, 3);
        Forger.recomputeTree(trail);
        Forger.recomputeCheckpoints(trail);
        assertBad(3, Code.SIGNATURE_INVALID);
    }

    @Test
    void findsACheckpointThatTheKeyDidNotSign() {
        trail.tamper("UPDATE audit.checkpoint SET note = replace(note, E'\\n5\\n', E'\\n6\\n') WHERE tree_size = 5");
        assertBad(4, Code.SIGNATURE_INVALID);
    }

    @Test
    void findsThatTheEndWasCutOff() {
        trail.tamper(deleteFrom(SIZE - 1));
        assertBad(SIZE - 1, Code.AUDIT_TRUNCATED);
        trail.tamper(deleteFrom(2));
        assertBad(2, Code.AUDIT_TRUNCATED);
    }

    @Test
    void findsThatTheLastEventsWereDeletedAlone() {
        trail.tamper("DELETE FROM audit.event WHERE event_id IN ("
                + "SELECT event_id FROM audit.leaf WHERE leaf_index >= 8)");
        VerificationReport report = assertBad(8, Code.AUDIT_TRUNCATED);
        assertThat(report.problems()).extracting(VerificationProblem::code).contains(Code.EVENT_MISSING);
    }

    @Test
    void findsThatEverythingWasDeleted() {
        trail.tamper("TRUNCATE audit.event, audit.pending, audit.leaf, audit.tree_node, audit.checkpoint");
        assertBad(0, Code.AUDIT_TRUNCATED);
    }

    @Test
    void findsAnOlderStateOfTheDatabase() throws Exception {
        trail.tamper(
                "CREATE SCHEMA yesterday",
                "CREATE TABLE yesterday.leaf AS TABLE audit.leaf",
                "CREATE TABLE yesterday.node AS TABLE audit.tree_node",
                "CREATE TABLE yesterday.checkpoint AS TABLE audit.checkpoint");
        trail.publish(3);
        trail.seal();
        trail.tamper(
                "TRUNCATE audit.leaf, audit.tree_node, audit.checkpoint",
                "INSERT INTO audit.leaf TABLE yesterday.leaf",
                "INSERT INTO audit.tree_node TABLE yesterday.node",
                "INSERT INTO audit.checkpoint TABLE yesterday.checkpoint",
                "DELETE FROM audit.event WHERE event_id NOT IN (SELECT event_id FROM audit.leaf)",
                "DROP SCHEMA yesterday CASCADE");
        assertBad(SIZE, Code.AUDIT_TRUNCATED);
    }

    @Test
    void findsAnotherTrailOfTheSameLength() throws Exception {
        String note = Files.readString(trail.note());
        trail.clear();
        trail.sealEach(SIZE);
        Files.writeString(trail.note(), note);
        VerificationReport report = trail.verify();
        assertThat(report.valid()).isFalse();
        assertThat(report.problems()).extracting(VerificationProblem::code).containsExactly(Code.SIGNATURE_INVALID);
    }

    @Test
    void findsThatTheNoteOutsideIsGone() throws Exception {
        Files.delete(trail.note());
        assertThat(trail.verify().problems())
                .extracting(VerificationProblem::code)
                .containsExactly(Code.AUDIT_TRUNCATED);
    }

    @Test
    void findsThatTheKeyIsGone() throws Exception {
        Files.delete(trail.data().keys().resolve("audit-verifier-key"));
        assertThat(trail.verify().problems())
                .extracting(VerificationProblem::code)
                .contains(Code.KEY_MISSING);
    }

    @Test
    void findsAnUnsealedEventThatWasChangedOrIsGone() {
        UUID changed = trail.publish(AuditEntry.success("test.act"));
        UUID gone = trail.publish(AuditEntry.success("test.act"));
        trail.tamper(
                "UPDATE audit.event SET body = body || '{\"action\": \"x\"}' WHERE event_id = '" + changed + "'",
                "DELETE FROM audit.event WHERE event_id = '" + gone + "'");
        assertThat(trail.verify().problems())
                .extracting(VerificationProblem::code)
                .containsExactlyInAnyOrder(Code.PENDING_MISMATCH, Code.PENDING_MISSING);
        trail.seal();
        assertThat(trail.verify().problems())
                .extracting(VerificationProblem::code)
                .containsExactlyInAnyOrder(Code.PENDING_MISMATCH, Code.PENDING_MISSING);
    }

    @Test
    void findsAnUnsealedEventThatWasTakenOffTheQueue() {
        trail.publish(1);
        trail.tamper("TRUNCATE audit.pending");
        assertBad(SIZE, Code.EVENT_UNACCOUNTED);
    }

    private VerificationReport assertBad(long index, Code code) {
        VerificationReport report = trail.verify();
        assertThat(report.valid()).isFalse();
        assertThat(report.problems()).extracting(VerificationProblem::code).contains(code);
        assertThat(report.firstBadIndex()).as("%s", report.problems()).isEqualTo(index);
        return report;
    }

    private String update(long index, String change) {
        return "UPDATE audit.event SET " + change + " WHERE event_id = '" + trail.eventAt(index) + "'";
    }

    private static String forged() {
        return """
                INSERT INTO audit.event (event_id, recorded_at, body, leaf_hash)
                SELECT id, recorded_at, body || jsonb_build_object('event_id', id), leaf_hash
                FROM audit.event, gen_random_uuid() AS id ORDER BY occurred_us LIMIT 1""";
    }

    private static String[] deleteFrom(long index) {
        return new String[] {
            "DELETE FROM audit.event WHERE event_id IN (SELECT event_id FROM audit.leaf WHERE leaf_index >= " + index
                    + ")",
            "DELETE FROM audit.leaf WHERE leaf_index >= " + index,
            "DELETE FROM audit.tree_node WHERE (node_index + 1) << level > " + index,
            "DELETE FROM audit.checkpoint WHERE tree_size > " + index
        };
    }
}
