package io.cloister.catalog.store;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelManifest.Source;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A model came into the catalog, or a built-in one changed with the program. */
public record ModelAdded(AuditEntry entry) implements AuditEvent {

    public static final String ACTION = "model.add";

    public static ModelAdded builtIn(ModelDescription model) {
        return of(model, null, null);
    }

    /** @param intent that this closes; null for an import that nobody waited for */
    public static ModelAdded of(ModelDescription model, @Nullable Source source, @Nullable UUID intent) {
        AdapterBase base = model.base();
        AuditEntry.Builder entry = AuditEntry.success(ACTION)
                .target("model", model.id().value())
                .with(AuditField.MODEL_ID, model.name())
                .with(AuditField.MODEL_VERSION, model.version())
                .with(AuditField.MODEL_SHA256, model.sha256())
                .with(AuditField.RUNTIME, model.runtime().name().toLowerCase(Locale.ROOT))
                .with(AuditField.BASE_MODEL_ID, base == null ? null : base.name())
                .with(AuditField.BASE_MODEL_SHA256, base == null ? null : base.sha256())
                .with(AuditField.SOURCE, source == null ? null : source.from())
                .with(AuditField.SOURCE_REVISION, source == null ? null : source.revision());
        return new ModelAdded((intent == null ? entry : entry.closes(intent)).build());
    }
}
