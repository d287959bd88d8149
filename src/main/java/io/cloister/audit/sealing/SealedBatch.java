package io.cloister.audit.sealing;

import io.cloister.audit.tree.GrowingTree;
import io.cloister.audit.tree.Hash;
import io.cloister.audit.tree.TreeNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Leaves that continue the tree, collected and then stored at once. */
final class SealedBatch {

    private final GrowingTree tree;
    private final long start;
    private final List<UUID> events = new ArrayList<>();
    private final List<TreeNode> nodes = new ArrayList<>();

    SealedBatch(GrowingTree tree) {
        this.tree = tree;
        this.start = tree.size();
    }

    void add(UUID eventId, Hash leaf) {
        events.add(eventId);
        nodes.addAll(tree.append(leaf));
    }

    int count() {
        return events.size();
    }

    GrowingTree tree() {
        return tree;
    }

    void store(JdbcClient jdbc) {
        jdbc.sql("INSERT INTO audit.leaf (leaf_index, event_id) SELECT * FROM unnest(?, ?)")
                .param(
                        1,
                        new SqlArrayValue(
                                "int8",
                                LongStream.range(start, tree.size()).boxed().toArray()))
                .param(2, new SqlArrayValue("uuid", events.toArray()))
                .update();
        jdbc.sql("INSERT INTO audit.tree_node (level, node_index, hash) SELECT * FROM unnest(?, ?, ?)")
                .param(
                        1,
                        new SqlArrayValue(
                                "int4", nodes.stream().map(TreeNode::level).toArray()))
                .param(
                        2,
                        new SqlArrayValue(
                                "int8", nodes.stream().map(TreeNode::index).toArray()))
                .param(3, new SqlArrayValue("bytea", (Object[])
                        nodes.stream().map(node -> node.hash().bytes()).toArray(byte[][]::new)))
                .update();
    }
}
