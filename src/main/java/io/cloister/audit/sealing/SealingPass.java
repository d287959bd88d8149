package io.cloister.audit.sealing;

import io.cloister.audit.Checkpoint;
import io.cloister.audit.note.CheckpointText;
import io.cloister.audit.note.SigningKey;
import io.cloister.audit.tree.GrowingTree;
import io.cloister.audit.tree.Hash;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One batch of sealing, within one transaction of the caller: it happens as a whole or not at all. */
@Component
class SealingPass {

    /** Keeps a transaction of a pass to about a tenth of a second. */
    static final int BATCH = 1000;

    /** Names the right to seal among PostgreSQL's advisory locks: "audit" in ASCII. */
    private static final long LEADER_LOCK = 0x6175646974L;

    private static final Logger LOG = LoggerFactory.getLogger(SealingPass.class);

    private final JdbcClient jdbc;
    private final PendingEvents pending;
    private final StoredNodes nodes;
    private final StoredCheckpoints checkpoints;
    private final Clock clock;

    SealingPass(JdbcClient jdbc, PendingEvents pending, StoredNodes nodes, StoredCheckpoints checkpoints, Clock clock) {
        this.jdbc = jdbc;
        this.pending = pending;
        this.nodes = nodes;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /** Whether this transaction, until its end, is the one that seals; false while another one does. */
    boolean mayLead() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
                .param("lock", LEADER_LOCK)
                .query(Boolean.class)
                .single();
    }

    /** @return empty where nothing was waiting */
    Optional<Sealed> run(SigningKey key, CheckpointText outside) {
        requireNothingLost(outside);
        List<PendingEvents.PendingEvent> taken = pending.take(BATCH);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        SealedBatch batch = new SealedBatch(continueTree());
        List<UUID> refused = new ArrayList<>();
        for (PendingEvents.PendingEvent event : taken) {
            event.sealable()
                    .ifPresentOrElse(leaf -> batch.add(event.eventId(), leaf), () -> refused.add(event.eventId()));
        }
        if (!refused.isEmpty()) {
            LOG.error("Not sealed, because these audit events are no longer as they were recorded: {}", refused);
            pending.refuse(refused, now);
        }
        return batch.count() == 0 ? Optional.empty() : Optional.of(store(batch, key, now));
    }

    private void requireNothingLost(CheckpointText outside) {
        boolean kept = outside.size() == 0
                || checkpoints
                        .ofSize(outside.size())
                        .filter(stored -> stored.root().equals(outside.root().hex()))
                        .isPresent();
        if (!kept) {
            throw new SealingRefusedException("the database no longer holds the trail of " + outside.size()
                    + " events that the signed note outside it states; run: cloister audit verify");
        }
    }

    private GrowingTree continueTree() {
        Optional<Checkpoint> newest = checkpoints.newest();
        GrowingTree tree = GrowingTree.resume(newest.map(Checkpoint::treeSize).orElse(0L), nodes);
        if (newest.isPresent() && !newest.get().root().equals(tree.root().hex())) {
            throw new SealingRefusedException("the stored tree of " + tree.size()
                    + " events does not have the root of its checkpoint; run: cloister audit verify");
        }
        return tree;
    }

    private Sealed store(SealedBatch batch, SigningKey key, OffsetDateTime now) {
        batch.store(jdbc);
        Hash root = batch.tree().root();
        String note = key.sign(batch.tree().size(), root);
        jdbc.sql("INSERT INTO audit.checkpoint (tree_size, root, sealed_at, note) VALUES (:size, :root, :now, :note)")
                .param("size", batch.tree().size())
                .param("root", root.bytes())
                .param("now", now)
                .param("note", note)
                .update();
        return new Sealed(batch.count(), note);
    }

    /** @param note over the trail with these events */
    record Sealed(int count, String note) {}
}
