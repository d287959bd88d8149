package io.cloister.audit.verification;

import io.cloister.audit.VerificationProblem.Code;
import io.cloister.audit.note.CheckpointText;
import io.cloister.audit.note.InvalidNoteException;
import io.cloister.audit.note.VerifierKey;
import io.cloister.audit.tree.GrowingTree;
import io.cloister.audit.tree.Hash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Compares the growing tree with the stored checkpoints as it reaches their sizes. A signed root that fits vouches for
 * all events before; that narrows down where a later one went wrong.
 */
final class CheckpointCheck implements AutoCloseable {

    private final Rows<StoredCheckpoint> stored;
    private final @Nullable VerifierKey key;
    private final Findings findings;
    private long vouched;
    private long newest;

    CheckpointCheck(Connection connection, @Nullable VerifierKey key, Findings findings) throws SQLException {
        this.stored = new Rows<>(
                connection,
                "SELECT tree_size, root, note FROM audit.checkpoint ORDER BY tree_size",
                StoredCheckpoint::read);
        this.key = key;
        this.findings = findings;
    }

    /** Every event before this index is known to be as it was signed. */
    long vouched() {
        return vouched;
    }

    void vouch(long size) {
        vouched = Math.max(vouched, size);
    }

    /** @param tree null where its root is not known, because an index before is missing */
    void reached(long size, @Nullable GrowingTree tree) throws SQLException {
        StoredCheckpoint checkpoint = stored.peek();
        while (checkpoint != null && checkpoint.size() <= size) {
            stored.take();
            newest = checkpoint.size();
            check(checkpoint, tree);
            checkpoint = stored.peek();
        }
    }

    /** The size of the largest checkpoint; also checks those beyond the trail's end. */
    long finish() throws SQLException {
        reached(Long.MAX_VALUE, null);
        return newest;
    }

    private void check(StoredCheckpoint checkpoint, @Nullable GrowingTree tree) {
        boolean signed = isSigned(checkpoint);
        if (tree == null) {
            return;
        }
        if (checkpoint.size() == tree.size() && checkpoint.root().equals(tree.root())) {
            if (signed) {
                vouch(checkpoint.size());
            }
        } else if (!findings.anyFrom(vouched)) {
            findings.add(
                    Code.CHECKPOINT_MISMATCH,
                    vouched,
                    "The events from this index on do not have the root of the checkpoint of " + checkpoint.size()
                            + " events.");
        }
    }

    private boolean isSigned(StoredCheckpoint checkpoint) {
        if (key == null) {
            return false;
        }
        try {
            CheckpointText text = key.open(checkpoint.note());
            if (text.size() == checkpoint.size() && text.root().equals(checkpoint.root())) {
                return true;
            }
            findings.add(
                    Code.CHECKPOINT_MISMATCH,
                    vouched,
                    "The checkpoint of " + checkpoint.size() + " events is not the one its signed note states.");
        } catch (InvalidNoteException e) {
            findings.add(
                    Code.SIGNATURE_INVALID,
                    vouched,
                    "The note of the checkpoint of " + checkpoint.size() + " events " + e.getMessage() + ".");
        }
        return false;
    }

    @Override
    public void close() throws SQLException {
        stored.close();
    }

    private record StoredCheckpoint(long size, Hash root, String note) {

        static StoredCheckpoint read(ResultSet row) throws SQLException {
            return new StoredCheckpoint(row.getLong("tree_size"), Hash.of(row.getBytes("root")), row.getString("note"));
        }
    }
}
