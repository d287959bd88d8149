package io.cloister.audit.sealing;

import io.cloister.audit.tree.Hash;
import io.cloister.audit.tree.NodeReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sealed subtrees in the database. */
@Component
public class StoredNodes implements NodeReader {

    private final JdbcClient jdbc;

    StoredNodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Hash read(int level, long index) {
        return jdbc.sql("SELECT hash FROM audit.tree_node WHERE level = :level AND node_index = :index")
                .param("level", level)
                .param("index", index)
                .query((row, number) -> Hash.of(row.getBytes("hash")))
                .optional()
                .orElseThrow(
                        () -> new IllegalStateException("subtree " + index + " of level " + level + " is not stored"));
    }
}
