package io.cloister.catalog.intake;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.store.ModelAdded;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import was asked for, is to stop, has begun, or ended without a model. Where it ends with one, {@link ModelAdded}
 * says so.
 */
record ImportEvent(AuditEntry entry) implements AuditEvent {

    private static final String ACTION = ModelAdded.ACTION;

    static ImportEvent requested(ImportJob job) {
        return new ImportEvent(about(AuditEntry.success("model.request"), job).build());
    }

    static ImportEvent cancelRequested(ImportJob job) {
        return new ImportEvent(about(AuditEntry.success("model.cancel"), job).build());
    }

    static ImportEvent begun(ImportJob job) {
        return new ImportEvent(about(AuditEntry.intent(ACTION), job).build());
    }

    static ImportEvent cancelled(ImportJob job, @Nullable Source origin) {
        return ended(AuditEntry.aborted(ACTION, "cancelled"), job, origin);
    }

    static ImportEvent failed(ImportJob job, String reason, @Nullable Source origin) {
        return ended(AuditEntry.failure(ACTION, reason), job, origin);
    }

    private static ImportEvent ended(AuditEntry.Builder entry, ImportJob job, @Nullable Source origin) {
        about(entry, job);
        UUID intent = job.intent();
        if (intent != null) {
            entry.closes(intent);
        }
        if (origin != null) {
            entry.with(AuditField.SOURCE, origin.from()).with(AuditField.SOURCE_REVISION, origin.revision());
        }
        return new ImportEvent(entry.build());
    }

    private static AuditEntry.Builder about(AuditEntry.Builder entry, ImportJob job) {
        return entry.target("model", job.id())
                .with(AuditField.MODEL_ID, job.order().name())
                .with(AuditField.BASE_MODEL_ID, job.order().base())
                .with(AuditField.SOURCE, job.order().source());
    }
}
