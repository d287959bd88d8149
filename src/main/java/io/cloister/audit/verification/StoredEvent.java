package io.cloister.audit.verification;

import io.cloister.audit.canonical.CanonicalEvent;
import io.cloister.audit.canonical.MalformedEventException;
import io.cloister.audit.tree.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of events, as it is found now.
 *
 * @param index its place in the trail; null where it has none
 * @param body JSON; null where the row is gone
 * @param columnsDiffer whether a column beside the body says something else than the body
 */
record StoredEvent(
        UUID eventId,
        @Nullable Long index,
        @Nullable String body,
        @Nullable Hash leafHash,
        boolean columnsDiffer) {

    /** Columns for {@link #read}, from tables named event and leaf. */
    static final String COLUMNS = """
            leaf.leaf_index, event.body::text AS body, event.leaf_hash,
            event.event_id IS NOT NULL AND ROW(
                event.event_id::text, event.occurred_us::text, event.stage, event.action, event.outcome,
                event.parent_event_id::text, event.actor_id::text, event.actor_department::text,
                event.target_id::text, event.target_department::text,
                to_char(event.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
            IS DISTINCT FROM ROW(
                body ->> 'event_id', body ->> 'occurred_us', body ->> 'stage', body ->> 'action', body ->> 'outcome',
                body ->> 'parent_event_id', body ->> 'actor_id', body ->> 'department_id',
                body ->> 'target_id', body ->> 'target_department',
                body ->> 'recorded_at') AS columns_differ
            """;

    static StoredEvent read(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("leaf_hash");
        return new StoredEvent(
                row.getObject("event_id", UUID.class),
                row.getObject("leaf_index", Long.class),
                row.getString("body"),
                hash == null || hash.length != Hash.LENGTH ? null : Hash.of(hash),
                row.getBoolean("columns_differ"));
    }

    boolean isGone() {
        return body == null;
    }

    /** Whether the content still gives the hash it was recorded with. */
    boolean isIntact() {
        try {
            return body != null && CanonicalEvent.parse(body).leafHash().equals(leafHash);
        } catch (MalformedEventException e) {
            return false;
        }
    }
}
