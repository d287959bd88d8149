package io.cloister.audit.sealing;

import io.cloister.audit.Checkpoint;
import io.cloister.audit.tree.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The signed checkpoints in the database. */
@Component
public class StoredCheckpoints {

    private final JdbcClient jdbc;

    StoredCheckpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty before the first event is sealed. */
    public Optional<Checkpoint> newest() {
        return jdbc.sql("SELECT * FROM audit.checkpoint ORDER BY tree_size DESC LIMIT 1")
                .query(StoredCheckpoints::checkpoint)
                .optional();
    }

    Optional<Checkpoint> ofSize(long size) {
        return jdbc.sql("SELECT * FROM audit.checkpoint WHERE tree_size = :size")
                .param("size", size)
                .query(StoredCheckpoints::checkpoint)
                .optional();
    }

    private static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
        return new Checkpoint(
                row.getLong("tree_size"),
                Hash.of(row.getBytes("root")).hex(),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                row.getString("note"));
    }
}
