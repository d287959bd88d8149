package io.cloister.audit.reading;

import io.cloister.audit.AuditFilter;
import io.cloister.audit.AuditRecord;
import io.cloister.platform.ResultPage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds events. */
@Component
class StoredEvents {

    private static final String SELECT =
            "SELECT event.*, event.body::text AS body, leaf_index FROM audit.event LEFT JOIN audit.leaf USING (event_id) ";

    private final JdbcClient jdbc;
    private final RecordReader reader = new RecordReader();

    StoredEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ResultPage<AuditRecord> find(AuditFilter filter) {
        FilterSql sql = FilterSql.of(filter);
        long total = jdbc.sql("SELECT count(*) FROM audit.event WHERE " + sql.where())
                .params(sql.parameters())
                .query(Long.class)
                .single();
        List<AuditRecord> items = jdbc.sql(SELECT + "WHERE " + sql.where()
                        + " ORDER BY occurred_us DESC, event.event_id DESC LIMIT :limit OFFSET :offset")
                .params(sql.parameters())
                .param("limit", filter.size())
                .param("offset", (long) filter.page() * filter.size())
                .query(reader)
                .list();
        return new ResultPage<>(items, filter.page(), filter.size(), total);
    }

    Optional<AuditRecord> find(UUID eventId) {
        return jdbc.sql(SELECT + "WHERE event_id = :id")
                .param("id", eventId)
                .query(reader)
                .optional();
    }

    /** The canonical source of an event; empty for an unknown id. */
    Optional<String> body(UUID eventId) {
        return jdbc.sql("SELECT body::text FROM audit.event WHERE event_id = :id")
                .param("id", eventId)
                .query(String.class)
                .optional();
    }

    List<AuditRecord> related(UUID eventId) {
        return jdbc.sql("""
                        WITH act AS (
                            SELECT coalesce(parent_event_id, event_id) AS id FROM audit.event WHERE event_id = :id)
                        """ + SELECT + """
                        WHERE event_id IN (SELECT id FROM act) OR parent_event_id IN (SELECT id FROM act)
                        ORDER BY parent_event_id NULLS FIRST, occurred_us, event_id""").param("id", eventId).query(reader).list();
    }
}
