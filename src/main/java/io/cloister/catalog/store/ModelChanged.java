package io.cloister.catalog.store;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelDescription;

/** A model is offered from now on, is withdrawn, or was found to be another than came in. */
public record ModelChanged(AuditEntry entry) implements AuditEvent {

    public static ModelChanged offered(ModelDescription model) {
        return new ModelChanged(about(AuditEntry.success("model.enable"), model));
    }

    public static ModelChanged withdrawn(ModelDescription model) {
        return new ModelChanged(about(AuditEntry.success("model.disable"), model));
    }

    /** Its files differ, so it was not loaded. */
    static ModelChanged notLoaded(ModelDescription model) {
        return new ModelChanged(about(AuditEntry.failure("model.load", "files-differ"), model));
    }

    private static AuditEntry about(AuditEntry.Builder entry, ModelDescription model) {
        AdapterBase base = model.base();
        return entry.target("model", model.id().value())
                .with(AuditField.MODEL_ID, model.name())
                .with(AuditField.MODEL_SHA256, model.sha256())
                .with(AuditField.BASE_MODEL_ID, base == null ? null : base.name())
                .with(AuditField.BASE_MODEL_SHA256, base == null ? null : base.sha256())
                .build();
    }
}
