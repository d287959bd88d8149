package io.cloister.audit.verification;

import io.cloister.audit.VerificationProblem.Code;
import io.cloister.audit.tree.Hash;
import io.cloister.audit.tree.TreeNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Walks the stored subtrees in the order in which a growing tree completes them. */
final class NodeCheck implements AutoCloseable {

    /** Stands for the hash one does not know while searching. */
    private static final Hash WANTED = Hash.of(new byte[Hash.LENGTH]);

    private static final Comparator<TreeNode> BY_COMPLETION =
            Comparator.comparingLong(TreeNode::completedAt).thenComparingInt(TreeNode::level);

    private final Rows<TreeNode> stored;
    private final Findings findings;

    NodeCheck(Connection connection, Findings findings) throws SQLException {
        this.findings = findings;
        this.stored = new Rows<>(
                connection,
                "SELECT level, node_index, hash FROM audit.tree_node ORDER BY (node_index + 1) << level, level",
                row -> new TreeNode(row.getInt("level"), row.getLong("node_index"), Hash.of(row.getBytes("hash"))));
    }

    /** The hash sealed for a leaf; null where it is gone. */
    @Nullable Hash sealedLeaf(long index) throws SQLException {
        TreeNode found = find(0, index);
        return found == null ? null : found.hash();
    }

    /** Compares a subtree that the events give with the stored one. */
    void compare(TreeNode computed, long vouched) throws SQLException {
        TreeNode found = find(computed.level(), computed.index());
        boolean same = found != null && found.hash().equals(computed.hash());
        if (!same && !findings.anyFrom(Math.max(computed.firstLeaf(), vouched))) {
            findings.add(
                    Code.TREE_MISMATCH,
                    Math.max(computed.firstLeaf(), vouched),
                    "The stored subtree from this index on, of " + (1L << computed.level())
                            + " events, is missing or not that of its events.");
        }
    }

    /** Reports what is stored beyond the trail's end. */
    void finish(long size) {
        if (stored.peek() != null) {
            findings.add(Code.TREE_MISMATCH, size, "The stored tree goes on after the last event.");
        }
    }

    private @Nullable TreeNode find(int level, long index) throws SQLException {
        TreeNode wanted = new TreeNode(level, index, WANTED);
        TreeNode candidate = stored.peek();
        while (candidate != null && BY_COMPLETION.compare(candidate, wanted) < 0) {
            stored.take();
            candidate = stored.peek();
        }
        return candidate != null && BY_COMPLETION.compare(candidate, wanted) == 0 ? stored.take() : null;
    }

    @Override
    public void close() throws SQLException {
        stored.close();
    }
}
