package io.cloister.knowledge;

import io.cloister.audit.NameDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Titles and names for those who read the trail; the database functions decide who that is. */
@Component
class KnowledgeNames implements NameDirectory {

    private final JdbcClient jdbc;

    KnowledgeNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, String> namesOf(Set<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            SELECT id, name FROM knowledge.collection_names(:ids)
                            UNION ALL SELECT id, title FROM knowledge.document_titles(:ids)
                            """).param("ids", new SqlArrayValue("uuid", ids.toArray())).query(row -> {
                names.put(row.getObject("id", UUID.class), row.getString("name"));
            });
        }
        return names;
    }
}
