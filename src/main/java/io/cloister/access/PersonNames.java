package io.cloister.access;

import io.cloister.audit.NameDirectory;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Names of people and departments. */
@Component
class PersonNames implements NameDirectory {

    private final JdbcClient jdbc;

    PersonNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, String> namesOf(Set<UUID> ids) {
        return jdbc
                .sql("""
                        SELECT id, name FROM access.person WHERE id = ANY(:ids)
                        UNION ALL SELECT id, name FROM access.department WHERE id = ANY(:ids)
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> Map.entry(row.getObject("id", UUID.class), row.getString("name")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
