package io.cloister.audit.reading;

import io.cloister.audit.AuditFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a condition with bound parameters; what a person typed never becomes SQL.
 *
 * @param where a condition on audit.event that is always complete
 */
record FilterSql(String where, Map<String, Object> parameters) {

    private static final String IN_TEXT = """
            concat_ws(' ', action, body ->> 'outcome_reason', body ->> 'target_type', body ->> 'model_id',
                body ->> 'query', body ->> 'request_id') ILIKE :text""";
    private static final String IS_ID = """
            :id::uuid IN (event.event_id, parent_event_id, actor_id, target_id)
                OR :id IN (body ->> 'conversation_id', body ->> 'message_id')""";

    static FilterSql of(AuditFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("TRUE"));
        Map<String, Object> values = new HashMap<>();
        restrict(conditions, values, "occurred_us >= :from", "from", microseconds(filter.from()));
        restrict(conditions, values, "occurred_us < :to", "to", microseconds(filter.to()));
        restrict(conditions, values, "actor_id = :actor", "actor", filter.actor());
        restrict(
                conditions,
                values,
                ":department IN (actor_department, target_department)",
                "department",
                filter.department());
        if (filter.outcome() != null) {
            restrict(
                    conditions,
                    values,
                    "outcome = :outcome",
                    "outcome",
                    filter.outcome().name().toLowerCase(Locale.ROOT));
        }
        action(filter.action(), conditions, values);
        text(filter.text(), conditions, values);
        return new FilterSql(String.join(" AND ", conditions), values);
    }

    private static void action(@Nullable String action, List<String> conditions, Map<String, Object> values) {
        if (action == null || action.isBlank()) {
            return;
        }
        String wanted = action.strip();
        if (wanted.endsWith(".")) {
            restrict(conditions, values, "starts_with(action, :action)", "action", wanted);
        } else {
            restrict(conditions, values, "action = :action", "action", wanted);
        }
    }

    private static void text(@Nullable String text, List<String> conditions, Map<String, Object> values) {
        // PostgreSQL has no NUL in text, so nothing can match it.
        String wanted = text == null ? "" : text.replace("\0", "").strip();
        if (wanted.isEmpty()) {
            return;
        }
        values.put("text", "%" + wanted.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        if (isId(wanted)) {
            values.put("id", wanted.toLowerCase(Locale.ROOT));
            conditions.add("(" + IN_TEXT + " OR " + IS_ID + ")");
        } else {
            conditions.add("(" + IN_TEXT + ")");
        }
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Long microseconds(@Nullable Instant moment) {
        return moment == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static void restrict(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }
}
