package io.cloister.knowledge.retrieval;

import io.cloister.catalog.ModelId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The spaces of the house, in the caller's transaction. */
@Component
class EmbeddingSpaces {

    private final JdbcClient jdbc;

    EmbeddingSpaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are searched, the one that weighs most first. */
    List<EmbeddingSpace> active() {
        return where("state = 'ACTIVE'");
    }

    /** Those that every new passage is embedded for. */
    List<EmbeddingSpace> all() {
        return where("true");
    }

    private List<EmbeddingSpace> where(String condition) {
        return jdbc.sql("SELECT id, model_id, dimensions, weight FROM knowledge.embedding_space WHERE " + condition
                        + " ORDER BY weight DESC, id")
                .query((row, number) -> new EmbeddingSpace(
                        row.getInt("id"),
                        new ModelId(row.getObject("model_id", UUID.class)),
                        row.getInt("dimensions"),
                        row.getDouble("weight")))
                .list();
    }
}
