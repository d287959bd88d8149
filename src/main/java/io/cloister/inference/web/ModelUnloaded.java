package io.cloister.inference.web;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.inference.decoder.LoadedModel;

/** An administrator took a model out of memory. */
record ModelUnloaded(AuditEntry entry) implements AuditEvent {

    static ModelUnloaded of(LoadedModel model) {
        return new ModelUnloaded(AuditEntry.success("model.unload")
                .target("model", model.id().value())
                .with(AuditField.MODEL_ID, model.name())
                .build());
    }
}
