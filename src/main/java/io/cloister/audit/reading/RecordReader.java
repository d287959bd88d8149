package io.cloister.audit.reading;

import io.cloister.audit.AuditField;
import io.cloister.audit.AuditRecord;
import io.cloister.audit.Outcome;
import io.cloister.audit.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns a stored event into its typed view. */
final class RecordReader implements RowMapper<AuditRecord> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final Set<String> OPTIONAL_FACTS =
            Stream.of(AuditField.values()).map(AuditField::key).collect(Collectors.toUnmodifiableSet());

    @Override
    public AuditRecord mapRow(ResultSet row, int number) throws SQLException {
        Map<String, Object> body = JSON.readValue(row.getString("body"), OBJECT);
        return new AuditRecord(
                row.getObject("event_id", UUID.class),
                row.getObject("leaf_index", Long.class),
                occurredAt(row.getLong("occurred_us")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                row.getObject("parent_event_id", UUID.class),
                row.getString("action"),
                outcome(row.getString("outcome")),
                text(body, "outcome_reason"),
                row.getObject("actor_id", UUID.class),
                body.getOrDefault("actor_type", "").toString(),
                roles(body.get("actor_roles")),
                row.getObject("actor_department", UUID.class),
                text(body, "target_type"),
                row.getObject("target_id", UUID.class),
                row.getObject("target_department", UUID.class),
                text(body, "src_ip"),
                text(body, "user_agent"),
                text(body, "request_id"),
                optionalFacts(body));
    }

    private static Instant occurredAt(long microseconds) {
        return Instant.EPOCH
                .plusSeconds(Math.floorDiv(microseconds, 1_000_000L))
                .plusNanos(Math.floorMod(microseconds, 1_000_000L) * 1000);
    }

    private static @Nullable Outcome outcome(@Nullable String name) {
        return name == null ? null : Outcome.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static @Nullable String text(Map<String, Object> body, String key) {
        return body.get(key) instanceof String text ? text : null;
    }

    private static List<String> roles(@Nullable Object roles) {
        return roles instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> optionalFacts(Map<String, Object> body) {
        Map<String, Object> facts = new TreeMap<>(body);
        facts.keySet().retainAll(OPTIONAL_FACTS);
        return facts;
    }
}
