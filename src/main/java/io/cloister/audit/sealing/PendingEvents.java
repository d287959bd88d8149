package io.cloister.audit.sealing;

import io.cloister.audit.canonical.CanonicalEvent;
import io.cloister.audit.canonical.MalformedEventException;
import io.cloister.audit.tree.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The queue of recorded events that have no place in the trail yet. */
@Component
class PendingEvents {

    private final JdbcClient jdbc;

    PendingEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes events off the queue, in the order they happened. */
    List<PendingEvent> take(int limit) {
        return jdbc.sql("""
                        WITH taken AS (
                            DELETE FROM audit.pending WHERE event_id IN (
                                SELECT event_id FROM audit.pending
                                WHERE refused_at IS NULL ORDER BY event_id LIMIT :limit)
                            RETURNING event_id)
                        SELECT taken.event_id, body::text, leaf_hash, leaf_index
                        FROM taken LEFT JOIN audit.event USING (event_id) LEFT JOIN audit.leaf USING (event_id)
                        ORDER BY occurred_us, taken.event_id""").param("limit", limit).query(PendingEvents::event).list();
    }

    /** Puts events back where the verifier sees them and the sealer no longer takes them. */
    void refuse(Collection<UUID> eventIds, OffsetDateTime now) {
        jdbc.sql("INSERT INTO audit.pending (event_id, refused_at) SELECT unnest(?), ?")
                .param(1, new SqlArrayValue("uuid", eventIds.toArray()))
                .param(2, now)
                .update();
    }

    private static PendingEvent event(ResultSet row, int number) throws SQLException {
        byte[] leafHash = row.getBytes("leaf_hash");
        return new PendingEvent(
                row.getObject("event_id", UUID.class),
                row.getString("body"),
                leafHash == null ? null : Hash.of(leafHash),
                row.getObject("leaf_index", Long.class));
    }

    /** Body and hash are null where the event itself is gone; the index is set where it was sealed before. */
    record PendingEvent(
            UUID eventId,
            @Nullable String body,
            @Nullable Hash leafHash,
            @Nullable Long leafIndex) {

        /** The leaf, if the event still is what was recorded and has no place in the trail yet. */
        Optional<Hash> sealable() {
            if (body == null || leafIndex != null) {
                return Optional.empty();
            }
            try {
                return Optional.of(CanonicalEvent.parse(body).leafHash()).filter(hash -> hash.equals(leafHash));
            } catch (MalformedEventException e) {
                return Optional.empty();
            }
        }
    }
}
