package io.cloister.catalog.intake;

import io.cloister.catalog.AdapterRuntime;
import io.cloister.catalog.AdapterRuntime.InspectedAdapter;
import io.cloister.catalog.ModelBuilder;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelInspector;
import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.ModelSampler;
import io.cloister.catalog.WeightsType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The catalog's way to those who know models from inside. Loading a model cannot be interrupted: where an import is
 * stopped meanwhile it does not wait for the end, but the next model is loaded only then.
 */
@Component
class RuntimePorts implements AutoCloseable {

    private final ObjectProvider<ModelBuilder> builder;
    private final ObjectProvider<ModelInspector> inspectors;
    private final ObjectProvider<ModelSampler> sampler;
    private final ObjectProvider<AdapterRuntime> adapters;
    private final ExecutorService loading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("model-loading").factory());

    RuntimePorts(
            ObjectProvider<ModelBuilder> builder,
            ObjectProvider<ModelInspector> inspectors,
            ObjectProvider<ModelSampler> sampler,
            ObjectProvider<AdapterRuntime> adapters) {
        this.builder = builder;
        this.inspectors = inspectors;
        this.sampler = sampler;
        this.adapters = adapters;
    }

    boolean isCheckpoint(Path folder) {
        ModelBuilder found = builder.getIfAvailable();
        return found != null && found.isCheckpoint(folder);
    }

    void build(Path checkpoint, Path target, WeightsType weights, ImportProgress progress) {
        builder.getObject().build(checkpoint, target, weights, progress);
    }

    boolean isAdapter(Path folder) {
        AdapterRuntime found = adapters.getIfAvailable();
        return found != null && found.isAdapter(folder);
    }

    String wantedBase(Path adapter) {
        return adapters.getObject().wantedBase(adapter);
    }

    Inspection inspect(Path folder, @Nullable Base base, ImportProgress progress) throws IOException {
        if (base == null) {
            InspectedModel found =
                    progress.abandonably(loading.submit(() -> inspector(folder).inspect(folder)));
            return new Inspection(found, FolderFacts.of(folder, found), null);
        }
        InspectedAdapter found =
                progress.abandonably(loading.submit(() -> adapters.getObject().inspect(folder, base.folder())));
        return new Inspection(found.model(), base.facts(folder, found.parameters()), base);
    }

    private ModelInspector inspector(Path folder) {
        return inspectors
                .orderedStream()
                .filter(inspector -> inspector.recognises(folder))
                .findFirst()
                .orElseThrow();
    }

    /** Null where nobody can let models write. */
    @Nullable String sample(ModelDescription model, @Nullable Base base, String prompt, ImportProgress progress) {
        Path folder = Objects.requireNonNull(model.folder());
        if (base != null) {
            return progress.abandonably(
                    loading.submit(() -> adapters.getObject().sample(folder, base.folder(), prompt)));
        }
        ModelSampler found = sampler.getIfAvailable();
        return found == null ? null : progress.abandonably(loading.submit(() -> found.sample(model, prompt)));
    }

    @Override
    public void close() {
        loading.shutdownNow();
    }
}
