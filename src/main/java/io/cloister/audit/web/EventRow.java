package io.cloister.audit.web;

import io.cloister.audit.AuditField;
import io.cloister.audit.AuditRecord;
import io.cloister.audit.Outcome;
import io.cloister.audit.Stage;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the list shows it.
 *
 * @param actor name of who acted, or null where it has none
 * @param target name of what was acted upon; null where it has none
 * @param grantee name of who was given a right or lost it; null for other acts
 */
record EventRow(
        AuditRecord event,
        @Nullable String actor,
        @Nullable String department,
        @Nullable String target,
        @Nullable String targetDepartment,
        @Nullable String grantee) {

    static EventRow of(AuditRecord event, Map<UUID, String> names) {
        return new EventRow(
                event,
                nameOf(event.actorId(), names),
                nameOf(event.actorDepartment(), names),
                nameOf(event.targetId(), names),
                nameOf(event.targetDepartment(), names),
                nameOf(KnownNames.asId(event.fields().get(AuditField.GRANTEE_ID.key())), names));
    }

    /** A word for the badge: the outcome, or that the act had only begun. */
    public String result() {
        Outcome outcome = event.outcome();
        return event.stage() == Stage.INTENT || outcome == null
                ? "intent"
                : outcome.name().toLowerCase(Locale.ROOT);
    }

    public String tone() {
        return switch (result()) {
            case "success" -> "good";
            case "denied" -> "warn";
            case "failure", "indeterminate" -> "bad";
            case "intent" -> "note";
            default -> "quiet";
        };
    }

    private static @Nullable String nameOf(@Nullable UUID id, Map<UUID, String> names) {
        return id == null ? null : names.get(id);
    }
}
