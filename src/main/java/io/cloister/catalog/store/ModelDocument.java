package io.cloister.catalog.store;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelCard;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.catalog.Openness;
import io.cloister.catalog.WeightsType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows about a model, for programs; without the place where the files lie.
 *
 * @param offered whether people can use it: enabled, and so is the base of an adapter
 * @param base name of the model that an adapter runs on; null for all others
 */
public record ModelDocument(
        UUID id,
        String name,
        String title,
        String summary,
        ModelTask task,
        ModelRuntime runtime,
        String version,
        String licence,
        String sha256,
        long bytes,
        boolean grounded,
        boolean enabled,
        Instant addedAt,
        @Nullable String family,
        long parameters,
        int contextLength,
        @Nullable WeightsType weights,
        long memoryBytes,
        Openness openness,
        @Nullable String source,
        @Nullable String sampleAnswer,
        boolean offered,
        @Nullable String base) {

    public static ModelDocument of(ModelDescription model) {
        ModelCard card = model.card();
        AdapterBase base = model.base();
        return new ModelDocument(
                model.id().value(),
                model.name(),
                model.title(),
                model.summary(),
                model.task(),
                model.runtime(),
                model.version(),
                model.licence(),
                model.sha256(),
                model.bytes(),
                model.grounded(),
                model.enabled(),
                model.addedAt(),
                card.family(),
                card.parameters(),
                card.contextLength(),
                card.weights(),
                card.memoryBytes(),
                card.openness(),
                card.source(),
                card.sampleAnswer(),
                model.offered(),
                base == null ? null : base.name());
    }
}
