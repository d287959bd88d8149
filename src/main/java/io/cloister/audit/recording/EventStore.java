package io.cloister.audit.recording;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.canonical.CanonicalEvent;
import io.cloister.audit.canonical.EventBody;
import io.cloister.audit.canonical.EventOrigin;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes an event and queues it for the sealer, in the transaction of the caller. */
@Component
class EventStore {

    private final JdbcClient jdbc;
    private final ActingContext context;
    private final InstanceId instance;
    private final Clock clock;
    private final AtomicLong sequence = new AtomicLong();

    EventStore(JdbcClient jdbc, ActingContext context, InstanceId instance, Clock clock) {
        this.jdbc = jdbc;
        this.context = context;
        this.instance = instance;
        this.clock = clock;
    }

    void write(AuditEntry entry) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        EventOrigin origin = new EventOrigin(instance.value(), sequence.incrementAndGet(), now.toInstant());
        CanonicalEvent event = EventBody.of(entry, context.of(entry), origin);
        jdbc.sql("""
                        WITH written AS (
                            INSERT INTO audit.event (event_id, recorded_at, body, leaf_hash)
                            VALUES (:id, :now, :body::jsonb, :leafHash)
                            RETURNING event_id)
                        INSERT INTO audit.pending (event_id) SELECT event_id FROM written""")
                .param("id", entry.eventId())
                .param("now", now)
                .param("body", event.json())
                .param("leafHash", event.leafHash().bytes())
                .update();
    }
}
