package io.cloister.audit;

import com.fasterxml.uuid.Generators;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an act states about itself. Who acted, from where, when, and on which instance is added by the trail.
 *
 * @param eventId UUID version 7, made by the publisher so that it can hand it out as a receipt
 * @param parentEventId of an outcome, the intent that it closes; null where the act has no intent
 * @param action dotted, from the general to the particular: {@code ai.chat}, {@code doc.upload}, {@code authz.grant}
 * @param outcome null for an intent
 * @param reason a stable word such as {@code no-grant}, never free text from outside
 * @param actorId overrides the signed-in actor, for sign-in itself; else null
 * @param fields values are text, integers (as {@code Integer} or {@code Long}), UUIDs, lists or maps of these
 */
public record AuditEntry(
        UUID eventId,
        Stage stage,
        @Nullable UUID parentEventId,
        String action,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable UUID actorId,
        @Nullable String targetType,
        @Nullable UUID targetId,
        @Nullable UUID targetDepartment,
        Map<AuditField, Object> fields) {

    public AuditEntry {
        fields = fields.isEmpty() ? Map.of() : Map.copyOf(fields);
    }

    public static Builder intent(String action) {
        return new Builder(action, Stage.INTENT, null);
    }

    public static Builder success(String action) {
        return new Builder(action, Stage.OUTCOME, Outcome.SUCCESS);
    }

    public static Builder denied(String action, String reason) {
        return new Builder(action, Stage.OUTCOME, Outcome.DENIED).reason(reason);
    }

    public static Builder failure(String action, String reason) {
        return new Builder(action, Stage.OUTCOME, Outcome.FAILURE).reason(reason);
    }

    public static Builder aborted(String action, String reason) {
        return new Builder(action, Stage.OUTCOME, Outcome.ABORTED).reason(reason);
    }

    /** Nobody knows how the act ended. */
    public static Builder indeterminate(String action, String reason) {
        return new Builder(action, Stage.OUTCOME, Outcome.INDETERMINATE).reason(reason);
    }

    /** Collects the parts of an entry; not thread-safe. */
    public static final class Builder {

        private final UUID eventId = Generators.timeBasedEpochGenerator().generate();
        private final String action;
        private final Stage stage;
        private final @Nullable Outcome outcome;
        private final Map<AuditField, Object> fields = new EnumMap<>(AuditField.class);
        private @Nullable UUID parentEventId;
        private @Nullable String reason;
        private @Nullable UUID actorId;
        private @Nullable String targetType;
        private @Nullable UUID targetId;
        private @Nullable UUID targetDepartment;

        private Builder(String action, Stage stage, @Nullable Outcome outcome) {
            this.action = action;
            this.stage = stage;
            this.outcome = outcome;
        }

        /** The intent that this outcome closes. */
        public Builder closes(UUID intent) {
            this.parentEventId = intent;
            return this;
        }

        public Builder reason(@Nullable String reason) {
            this.reason = reason;
            return this;
        }

        public Builder actor(@Nullable UUID actor) {
            this.actorId = actor;
            return this;
        }

        public Builder target(String type, @Nullable UUID id) {
            this.targetType = type;
            this.targetId = id;
            return this;
        }

        public Builder targetDepartment(@Nullable UUID department) {
            this.targetDepartment = department;
            return this;
        }

        /** Leaves the field out where the value is null. */
        public Builder with(AuditField field, @Nullable Object value) {
            if (value != null) {
                fields.put(field, value);
            }
            return this;
        }

        public AuditEntry build() {
            return new AuditEntry(
                    eventId,
                    stage,
                    parentEventId,
                    action,
                    outcome,
                    reason,
                    actorId,
                    targetType,
                    targetId,
                    targetDepartment,
                    fields);
        }
    }
}
