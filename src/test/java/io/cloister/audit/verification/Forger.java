package io.cloister.audit.verification;

import io.cloister.audit.TestTrail;
import io.cloister.audit.canonical.CanonicalEvent;
import io.cloister.audit.canonical.MalformedEventException;
import io.cloister.audit.tree.GrowingTree;
import io.cloister.audit.tree.Hash;
import io.cloister.audit.tree.TreeNode;
import java.util.Base64;

/** Covers up an edit as well as somebody can who owns the database but not the key. */
final class Forger {

    private Forger() {}

    /** Changes an event and the hash beside it. */
    static void editEvent(TestTrail trail, long index) {
        var id = trail.eventAt(index);
        String where = " WHERE event_id = '" + id + "'";
        trail.tamper("UPDATE audit.event SET body = body || '{\"action\": \"test.forged\"}'" + where);
        trail.tamper(
                "UPDATE audit.event SET leaf_hash = '\\x" + hash(trail.body(id)).hex() + "'" + where);
    }

    static void recomputeTree(TestTrail trail) {
        GrowingTree tree = new GrowingTree();
        for (long index = 0; index < trail.count("leaf"); index++) {
            for (TreeNode node : tree.append(hash(trail.body(trail.eventAt(index))))) {
                trail.tamper("UPDATE audit.tree_node SET hash = '\\x%s' WHERE level = %d AND node_index = %d"
                        .formatted(node.hash().hex(), node.level(), node.index()));
            }
        }
    }

    /** Puts the roots of the tree into the checkpoints and their notes, whose signatures cannot follow. */
    static void recomputeCheckpoints(TestTrail trail) {
        GrowingTree tree = new GrowingTree();
        for (long index = 0; index < trail.count("leaf"); index++) {
            tree.append(hash(trail.body(trail.eventAt(index))));
            Hash root = tree.root();
            trail.tamper("""
                    UPDATE audit.checkpoint SET root = '\\x%s',
                        note = regexp_replace(note, '^([^\\n]*\\n[0-9]+\\n)[^\\n]*', '\\1%s')
                    WHERE tree_size = %d AND root <> '\\x%1$s'""".formatted(root.hex(), Base64.getEncoder().encodeToString(root.bytes()), tree.size()));
        }
    }

    private static Hash hash(String body) {
        try {
            return CanonicalEvent.parse(body).leafHash();
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }
}
