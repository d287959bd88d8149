package io.cloister.audit.verification;

import io.cloister.audit.VerificationProblem.Code;
import java.sql.Connection;
import java.sql.SQLException;

/** Checks the events that have no place in the trail: those that wait for one, and those that should not be there. */
final class UnsealedEventsCheck {

    private static final String PENDING = "SELECT pending.event_id, " + StoredEvent.COLUMNS + """
            FROM audit.pending
            LEFT JOIN audit.event ON event.event_id = pending.event_id
            LEFT JOIN audit.leaf ON leaf.event_id = pending.event_id
            ORDER BY pending.event_id""";

    private static final String UNACCOUNTED = """
            SELECT event_id FROM audit.event
            WHERE NOT EXISTS (SELECT FROM audit.leaf WHERE leaf.event_id = event.event_id)
              AND NOT EXISTS (SELECT FROM audit.pending WHERE pending.event_id = event.event_id)
            ORDER BY occurred_us, event_id""";

    private UnsealedEventsCheck() {}

    /** @return number of events that wait */
    static long run(Connection connection, long sealedSize, Findings findings) throws SQLException {
        try (Rows<String> unaccounted = new Rows<>(connection, UNACCOUNTED, row -> row.getString(1))) {
            for (String id = unaccounted.take(); id != null; id = unaccounted.take()) {
                findings.add(
                        Code.EVENT_UNACCOUNTED, sealedSize, "The event " + id + " is neither sealed nor to be sealed.");
            }
        }
        long waiting = 0;
        try (Rows<StoredEvent> pending = new Rows<>(connection, PENDING, StoredEvent::read)) {
            for (StoredEvent event = pending.take(); event != null; event = pending.take()) {
                waiting++;
                check(event, findings);
            }
        }
        return waiting;
    }

    private static void check(StoredEvent event, Findings findings) {
        if (event.isGone()) {
            findings.add(Code.PENDING_MISSING, "The event " + event.eventId() + ", not sealed yet, is gone.");
        } else if (event.index() != null) {
            findings.add(Code.PENDING_MISMATCH, "The event " + event.eventId() + " is sealed and yet to be sealed.");
        } else if (event.columnsDiffer() || !event.isIntact()) {
            findings.add(
                    Code.PENDING_MISMATCH,
                    "The event " + event.eventId() + ", not sealed yet, is not what was recorded.");
        }
    }
}
