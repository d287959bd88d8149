package io.cloister.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the trail, as it was stored. Ids are pseudonyms; a {@link NameDirectory} turns them into names.
 *
 * @param leafIndex its place in the sealed trail, from 0 without gaps; null until the sealer has taken it
 * @param occurredAt when the act happened, to the microsecond
 * @param recordedAt when the row was written
 * @param parentEventId of an outcome, the intent that it closes
 * @param outcome null for an intent
 * @param actorId null where nobody was signed in; an outcome without an actor of its own has its intent's
 * @param actorType {@code person}, {@code operator}, {@code system} or {@code anonymous}
 * @param actorRoles the roles the actor held at that moment
 * @param address the network address the request came from; null outside requests
 * @param fields the optional facts, by {@link AuditField#key()}: text, {@code Long}, lists and maps of these
 */
public record AuditRecord(
        UUID eventId,
        @Nullable Long leafIndex,
        Instant occurredAt,
        Instant recordedAt,
        Stage stage,
        @Nullable UUID parentEventId,
        String action,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable UUID actorId,
        String actorType,
        List<String> actorRoles,
        @Nullable UUID actorDepartment,
        @Nullable String targetType,
        @Nullable UUID targetId,
        @Nullable UUID targetDepartment,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String requestId,
        Map<String, Object> fields) {

    public AuditRecord {
        actorRoles = List.copyOf(actorRoles);
        fields = Map.copyOf(fields);
    }

    public boolean sealed() {
        return leafIndex != null;
    }
}
