package io.cloister.audit.recording;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes the acts that an earlier run began and did not live to end. One run at a time works on a database, so whatever
 * another instance left open is over.
 */
@Component
class OpenIntents {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIntents.class);

    private final JdbcClient jdbc;
    private final InstanceId instance;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    OpenIntents(
            JdbcClient jdbc,
            InstanceId instance,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.instance = instance;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener(ApplicationReadyEvent.class)
    void close() {
        transaction.executeWithoutResult(status -> {
            List<OpenIntent> open = find();
            open.forEach(events::publishEvent);
            if (!open.isEmpty()) {
                LOG.warn("Closed {} audited acts whose end an earlier run did not live to record", open.size());
            }
        });
    }

    private List<OpenIntent> find() {
        return jdbc.sql("""
                        SELECT event_id, action, body ->> 'target_type' AS target_type, target_id, target_department
                        FROM audit.event AS intent
                        WHERE stage = 'intent' AND body ->> 'instance_id' <> :instance
                          AND NOT EXISTS (
                            SELECT FROM audit.event AS outcome WHERE outcome.parent_event_id = intent.event_id)
                        ORDER BY occurred_us""")
                .param("instance", instance.value())
                .query(DataClassRowMapper.newInstance(OpenIntent.class))
                .list();
    }

    private record OpenIntent(
            UUID eventId,
            String action,
            @Nullable String targetType,
            @Nullable UUID targetId,
            @Nullable UUID targetDepartment)
            implements AuditEvent {

        @Override
        public AuditEntry entry() {
            AuditEntry.Builder outcome =
                    AuditEntry.indeterminate(action, "process-ended").closes(eventId);
            if (targetType != null) {
                outcome.target(targetType, targetId).targetDepartment(targetDepartment);
            }
            return outcome.build();
        }
    }
}
