package io.cloister.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditModuleTest;
import io.cloister.audit.AuditTrail;
import io.cloister.audit.Checkpoint;
import io.cloister.audit.TestTrail;
import io.cloister.audit.note.CheckpointText;
import io.cloister.audit.note.NoteFiles;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@AuditModuleTest
class TrailSealerTests {

    private final TestTrail test;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final SealingPass pass;
    private final StoredCheckpoints checkpoints;
    private final PlatformTransactionManager transactions;

    TrailSealerTests(
            TestTrail test,
            AuditTrail trail,
            JdbcClient jdbc,
            SealingPass pass,
            StoredCheckpoints checkpoints,
            PlatformTransactionManager transactions) {
        this.test = test;
        this.trail = trail;
        this.jdbc = jdbc;
        this.pass = pass;
        this.checkpoints = checkpoints;
        this.transactions = transactions;
    }

    @BeforeEach
    void clear() {
        test.clear();
    }

    @Test
    void givesEveryEventAPlaceWithoutGaps() {
        test.publish(3);
        assertThat(test.seal()).isEqualTo(3);
        test.publish(4);
        assertThat(test.seal()).isEqualTo(4);
        assertThat(test.seal()).isZero();

        assertThat(indexes()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(test.count("pending")).isZero();
        assertThat(test.count("checkpoint")).isEqualTo(2);
    }

    @Test
    void sealsMoreThanOneBatchInOneGo() {
        test.inTransaction(() -> test.publish(SealingPass.BATCH + 5));
        assertThat(test.seal()).isEqualTo(SealingPass.BATCH + 5);
        assertThat(test.count("leaf")).isEqualTo(SealingPass.BATCH + 5);
        assertThat(test.verify().problems()).isEmpty();
    }

    @Test
    void isTakenByOneProcessAtATimeWithoutLosingOrDoublingAnything() throws Exception {
        List<TrailSealer> processes = List.of(process(), process(), process());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<?> writer = threads.submit(() -> test.publish(300));
            List<Callable<Integer>> sealers = processes.stream()
                    .map(process -> (Callable<Integer>) () -> {
                        int sealed = 0;
                        while (!writer.isDone()) {
                            sealed += process.sealPending();
                        }
                        return sealed;
                    })
                    .toList();
            for (Future<Integer> sealer : threads.invokeAll(sealers)) {
                assertThat(sealer.get()).isBetween(0, 300);
            }
        }
        test.seal();
        assertThat(test.count("leaf")).isEqualTo(300);
        assertThat(test.verify().problems()).isEmpty();
    }

    @Test
    void leavesAnEventThatWasChangedWaitingAndSealsTheOthers() {
        UUID changed = test.publish(AuditEntry.success("test.act"));
        test.publish(3);
        test.tamper("UPDATE audit.event SET body = body || '{\"action\": \"test.forged\"}' WHERE event_id = '" + changed
                + "'");

        assertThat(test.seal()).isEqualTo(3);
        assertThat(test.seal()).isZero();
        assertThat(indexes()).containsExactly(0L, 1L, 2L);
        assertThat(jdbc.sql("SELECT event_id FROM audit.pending WHERE refused_at IS NOT NULL")
                        .query(UUID.class)
                        .list())
                .containsExactly(changed);
    }

    @Test
    void signsWhatStandsInTheDatabaseAndKeepsTheNewestNoteOutside() throws Exception {
        test.publish(5);
        test.seal();
        Checkpoint newest = trail.checkpoint().orElseThrow();
        NoteFiles files = new NoteFiles(test.data());
        CheckpointText text = files.verifierKey().orElseThrow().open(newest.note());

        assertThat(text.size()).isEqualTo(5);
        assertThat(text.root().hex()).isEqualTo(newest.root());
        assertThat(files.newestNote()).contains(newest.note());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(test.data().keys().resolve("audit-signing-key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void addsNothingToATrailThatIsShorterThanTheNoteOutside() {
        test.sealEach(3);
        test.tamper("DELETE FROM audit.checkpoint WHERE tree_size = 3", "DELETE FROM audit.leaf WHERE leaf_index = 2");
        test.publish(1);
        assertThatThrownBy(test::seal)
                .isInstanceOf(SealingRefusedException.class)
                .hasMessageContaining("no longer holds the trail of 3 events");
        assertThat(test.count("pending")).isEqualTo(1);
    }

    @Test
    void addsNothingWhenTheNoteOutsideIsGone() throws Exception {
        test.sealEach(1);
        Files.delete(test.note());
        test.publish(1);
        assertThatThrownBy(test::seal).isInstanceOf(SealingRefusedException.class);
    }

    @Test
    void makesNoNewKeyForATrailThatAnotherOneSigned() throws Exception {
        test.sealEach(1);
        Files.delete(test.data().keys().resolve("audit-signing-key.pem"));
        test.publish(1);
        assertThatThrownBy(test::seal)
                .isInstanceOf(SealingRefusedException.class)
                .hasMessageContaining("put the key files back");
    }

    @Test
    void addsNothingToATreeThatDoesNotHaveTheRootOfItsCheckpoint() {
        test.sealEach(2);
        test.tamper("UPDATE audit.tree_node SET hash = sha256('x') WHERE level = 1");
        test.publish(1);
        assertThatThrownBy(test::seal).isInstanceOf(SealingRefusedException.class);
    }

    @Test
    void catchesUpANoteThatACrashLeftBehind() throws Exception {
        test.sealEach(1);
        String old = Files.readString(test.note());
        test.sealEach(1);
        Files.writeString(test.note(), old);
        test.sealEach(1);
        assertThat(test.verify().problems()).isEmpty();
        assertThat(Files.readString(test.note())).contains("\n3\n");
    }

    private TrailSealer process() {
        return new TrailSealer(pass, checkpoints, test.data(), transactions);
    }

    private List<Long> indexes() {
        return jdbc.sql("SELECT leaf_index FROM audit.leaf ORDER BY leaf_index")
                .query((row, _) -> row.getLong(1))
                .list();
    }
}
