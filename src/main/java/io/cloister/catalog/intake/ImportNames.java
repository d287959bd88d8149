package io.cloister.catalog.intake;

import io.cloister.audit.NameDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Titles of models that were to be brought in, and the operators who asked for it. */
@Component
class ImportNames implements NameDirectory {

    private final JdbcClient jdbc;

    ImportNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, String> namesOf(Set<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            SELECT id, title AS name FROM catalog.model_import WHERE id IN (:ids)
                            UNION SELECT actor_id, operator FROM catalog.model_import
                            WHERE actor_id IN (:ids) AND operator IS NOT NULL
                            """).param("ids", ids).query(row -> {
                names.put(row.getObject("id", UUID.class), row.getString("name"));
            });
        }
        return names;
    }
}
