package io.cloister.audit.web;

import io.cloister.audit.AuditField;
import io.cloister.audit.AuditRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one event.
 *
 * @param passages that a model was given, nearest first; empty where the event tells of none
 * @param collections that the search was restricted to
 * @param facts all other fields that the event carries
 */
record EventDetail(EventRow row, List<PassageRow> passages, List<String> collections, List<Fact> facts) {

    private static final Set<AuditField> SHOWN_APART = EnumSet.of(AuditField.RETRIEVAL, AuditField.RETRIEVAL_FILTER);

    /** @param score cosine similarity, from millionths */
    record PassageRow(String document, @Nullable String documentId, String passageId, String sha256, double score) {}

    /** @param hash whether the value is a digest, which is shown so that it can be copied */
    record Fact(String labelKey, String value, boolean hash) {}

    static EventDetail of(AuditRecord event, Map<UUID, String> names) {
        return new EventDetail(
                EventRow.of(event, names),
                list(event, AuditField.RETRIEVAL)
                        .map(one -> passage(one, names))
                        .toList(),
                list(event, AuditField.RETRIEVAL_FILTER)
                        .map(one -> named(one, names))
                        .toList(),
                Stream.of(AuditField.values())
                        .filter(field -> !SHOWN_APART.contains(field))
                        .filter(field -> event.fields().get(field.key()) != null)
                        .map(field -> fact(
                                field, Objects.requireNonNull(event.fields().get(field.key())), names))
                        .toList());
    }

    private static Stream<?> list(AuditRecord event, AuditField field) {
        return event.fields().get(field.key()) instanceof List<?> many ? many.stream() : Stream.empty();
    }

    private static PassageRow passage(Object value, Map<UUID, String> names) {
        Map<?, ?> map = value instanceof Map<?, ?> entries ? entries : Map.of();
        String document = text(map, "doc_id");
        long millionths = map.get("score_ppm") instanceof Number number ? number.longValue() : 0;
        return new PassageRow(
                named(document, names),
                document,
                text(map, "chunk_id"),
                text(map, "chunk_sha256"),
                millionths / 1_000_000.0);
    }

    private static Fact fact(AuditField field, Object value, Map<UUID, String> names) {
        return new Fact(
                "audit.field." + field.key(), named(value, names), field.name().endsWith("SHA256"));
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    private static String named(@Nullable Object value, Map<UUID, String> names) {
        UUID id = KnownNames.asId(value);
        String name = id == null ? null : names.get(id);
        return name == null ? String.valueOf(value) : name;
    }
}
