package io.cloister.audit.canonical;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the facts of an event into one flat JSON object. Facts that are not known are left out. */
public final class EventBody {

    private static final String SCHEMA_VERSION = "1";
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Object> body = new TreeMap<>();

    private EventBody() {}

    /** @throws IllegalArgumentException where a field's value is not of a kind that {@link AuditEntry} permits */
    public static CanonicalEvent of(AuditEntry entry, EventContext context, EventOrigin origin) {
        EventBody event = new EventBody();
        event.what(entry);
        event.who(context);
        event.where(origin);
        return CanonicalEvent.of(event.body);
    }

    /** RFC 3339 in UTC with exactly six digits of the second. */
    public static String timestamp(Instant moment) {
        return MICROSECONDS.format(moment);
    }

    private void what(AuditEntry entry) {
        entry.fields().forEach((field, value) -> put(field.key(), value));
        put("schema_version", SCHEMA_VERSION);
        put("event_id", entry.eventId());
        put("stage", name(entry.stage()));
        put("parent_event_id", entry.parentEventId());
        put("action", entry.action());
        put("action_crude", CrudeAction.of(entry.action()));
        put("outcome", entry.outcome() == null ? null : name(entry.outcome()));
        put("outcome_reason", entry.reason());
        put("severity", severity(entry.outcome()));
        put("target_type", entry.targetType());
        put("target_id", entry.targetId());
        put("target_department", entry.targetDepartment());
    }

    private void who(EventContext context) {
        put("actor_type", context.actorType());
        put("actor_id", context.actorId());
        put("actor_roles", context.actorRoles().isEmpty() ? null : context.actorRoles());
        put("department_id", context.department());
        put("session_ref", context.sessionRef());
        put("src_ip", context.address());
        put("user_agent", context.userAgent());
        put("request_id", context.requestId());
    }

    private void where(EventOrigin origin) {
        put("occurred_at", timestamp(origin.at()));
        put("occurred_us", ChronoUnit.MICROS.between(Instant.EPOCH, origin.at()));
        put("recorded_at", timestamp(origin.at()));
        put("instance_id", origin.instanceId());
        put("instance_seq", origin.sequence());
    }

    private void put(String key, @Nullable Object value) {
        if (value != null) {
            body.put(key, JsonValues.of(key, value));
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** As OCSF counts: 1 informational, 2 low, 3 medium. */
    private static int severity(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> 1;
            case SUCCESS -> 1;
            case FAILURE, ABORTED -> 2;
            case DENIED, INDETERMINATE -> 3;
        };
    }
}
