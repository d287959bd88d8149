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
 * @param target name of what was acted upon, or the model that was asked; null where it has none
 */
record EventRow(
        AuditRecord event,
        @Nullable String actor,
        @Nullable String department,
        @Nullable String target,
        @Nullable String targetDepartment) {

    static EventRow of(AuditRecord event, Map<UUID, String> names) {
        return new EventRow(
                event,
                nameOf(event.actorId(), names),
                nameOf(event.actorDepartment(), names),
                target(event, names),
                nameOf(event.targetDepartment(), names));
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

    private static @Nullable String target(AuditRecord event, Map<UUID, String> names) {
        String name = nameOf(event.targetId(), names);
        if (name != null) {
            return name;
        }
        Object model = event.fields().get(AuditField.MODEL_ID.key());
        return nameOf(KnownNames.asId(model), names);
    }

    private static @Nullable String nameOf(@Nullable UUID id, Map<UUID, String> names) {
        return id == null ? null : names.get(id);
    }
}
