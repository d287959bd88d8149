package io.cloister.catalog;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import java.util.Locale;

/** A model came into the catalog, or a built-in one changed with the program. */
record ModelAdded(AuditEntry entry) implements AuditEvent {

    static ModelAdded of(ModelDescription model) {
        return new ModelAdded(AuditEntry.success("model.add")
                .target("model", model.id().value())
                .with(AuditField.MODEL_ID, model.name())
                .with(AuditField.MODEL_VERSION, model.version())
                .with(AuditField.MODEL_SHA256, model.sha256())
                .with(AuditField.RUNTIME, model.runtime().name().toLowerCase(Locale.ROOT))
                .build());
    }
}
