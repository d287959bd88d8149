package io.cloister.audit.verification;

import io.cloister.audit.VerificationProblem.Code;
import io.cloister.audit.note.CheckpointText;
import io.cloister.audit.tree.GrowingTree;
import io.cloister.audit.tree.Hash;
import io.cloister.audit.tree.TreeNode;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Goes once through the sealed events, in their order, and rebuilds the tree from their contents. */
final class SealedTrailCheck {

    private static final String SEALED_EVENTS = "SELECT leaf.event_id, " + StoredEvent.COLUMNS
            + "FROM audit.leaf LEFT JOIN audit.event ON event.event_id = leaf.event_id ORDER BY leaf.leaf_index";

    private final NodeCheck nodes;
    private final CheckpointCheck checkpoints;
    private final @Nullable CheckpointText outside;
    private final Findings findings;
    private final GrowingTree tree = new GrowingTree();
    private long size;
    /** One more than the last index whose event is there. */
    private long end;

    private boolean hasGap;

    private SealedTrailCheck(
            NodeCheck nodes, CheckpointCheck checkpoints, @Nullable CheckpointText outside, Findings findings) {
        this.nodes = nodes;
        this.checkpoints = checkpoints;
        this.outside = outside;
        this.findings = findings;
    }

    /** Root and number of the sealed events that were found. */
    record Result(long size, Hash root) {}

    static Result run(Connection connection, OutsideNote outside, Findings findings) throws SQLException {
        try (NodeCheck nodes = new NodeCheck(connection, findings);
                CheckpointCheck checkpoints = new CheckpointCheck(connection, outside.key(), findings);
                Rows<StoredEvent> events = new Rows<>(connection, SEALED_EVENTS, StoredEvent::read)) {
            SealedTrailCheck check = new SealedTrailCheck(nodes, checkpoints, outside.text(), findings);
            check.compareWithOutside();
            for (StoredEvent event = events.take(); event != null; event = events.take()) {
                check.event(event, event.index() == null ? check.size : event.index());
            }
            check.finish(outside);
            return new Result(check.size, check.tree.root());
        }
    }

    private void event(StoredEvent event, long index) throws SQLException {
        if (index != size) {
            findings.add(Code.INDEX_GAP, Math.min(size, index), "The trail has no event, or two, at this index.");
            hasGap = true;
        }
        Hash sealed = nodes.sealedLeaf(index);
        Hash leaf = leaf(event, index, sealed);
        size = index + 1;
        if (!event.isGone()) {
            end = size;
        }
        if (hasGap || leaf == null) {
            hasGap = true;
        } else {
            for (TreeNode node : tree.append(leaf)) {
                if (node.level() > 0) {
                    nodes.compare(node, checkpoints.vouched());
                }
            }
            compareWithOutside();
        }
        checkpoints.reached(size, hasGap ? null : tree);
    }

    /** Checks one event, and tells which hash to go on with so that one bad event does not spoil all that follow. */
    private @Nullable Hash leaf(StoredEvent event, long index, @Nullable Hash sealed) {
        if (event.isGone()) {
            findings.add(Code.EVENT_MISSING, index, "The event sealed at this index is gone.");
            return sealed;
        }
        if (event.columnsDiffer()) {
            findings.add(Code.COLUMN_MISMATCH, index, "A column of the event says something else than its body.");
        }
        boolean intact = event.isIntact();
        if (!intact) {
            findings.add(Code.LEAF_MISMATCH, index, "The event's content does not give its hash.");
        }
        if (event.leafHash() == null || !event.leafHash().equals(sealed)) {
            findings.add(Code.TREE_MISMATCH, index, "The event's hash is not the one sealed at this index.");
        }
        return intact || sealed == null ? event.leafHash() : sealed;
    }

    private void compareWithOutside() {
        if (outside == null || outside.size() != tree.size()) {
            return;
        }
        if (outside.root().equals(tree.root())) {
            checkpoints.vouch(tree.size());
        } else if (findings.anyFrom(checkpoints.vouched())) {
            findings.add(Code.AUDIT_TRUNCATED, "The trail is not the one that the note outside the database states.");
        } else {
            findings.add(
                    Code.AUDIT_TRUNCATED,
                    checkpoints.vouched(),
                    "From this index on the trail is not the one that the note outside the database states.");
        }
    }

    private void finish(OutsideNote note) throws SQLException {
        long reached = size;
        long stated = checkpoints.finish();
        long signedOutside = outside == null ? 0 : outside.size();
        if (signedOutside > end || stated > reached) {
            findings.add(
                    Code.AUDIT_TRUNCATED,
                    Math.min(end, reached),
                    "The trail ends after " + end + " events, but once had " + Math.max(signedOutside, stated) + ".");
        } else if (stated < reached) {
            findings.add(Code.CHECKPOINT_MISMATCH, stated, "No checkpoint covers the events from this index on.");
        }
        nodes.finish(reached);
        if (note.key() == null && (reached > 0 || stated > 0)) {
            findings.add(Code.KEY_MISSING, "There is no key to check the signatures of checkpoints with.");
        }
    }
}
