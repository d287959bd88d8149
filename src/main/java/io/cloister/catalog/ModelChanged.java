package io.cloister.catalog;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;

/** A model is offered from now on, is withdrawn, or was found to be another than came in. */
record ModelChanged(AuditEntry entry) implements AuditEvent {

    static ModelChanged offered(ModelDescription model) {
        return new ModelChanged(about(AuditEntry.success("model.enable"), model));
    }

    static ModelChanged withdrawn(ModelDescription model) {
        return new ModelChanged(about(AuditEntry.success("model.disable"), model));
    }

    /** Its files differ, so it was not loaded. */
    static ModelChanged notLoaded(ModelDescription model) {
        return new ModelChanged(about(AuditEntry.failure("model.load", "files-differ"), model));
    }

    private static AuditEntry about(AuditEntry.Builder entry, ModelDescription model) {
        return entry.target("model", model.id().value())
                .with(AuditField.MODEL_ID, model.name())
                .with(AuditField.MODEL_SHA256, model.sha256())
                .build();
    }
}
