package io.cloister.catalog.intake;

import io.cloister.catalog.ModelBuilder;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelInspector;
import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.ModelSampler;
import io.cloister.catalog.WeightsType;
import java.nio.file.Path;
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
    private final ObjectProvider<ModelInspector> inspector;
    private final ObjectProvider<ModelSampler> sampler;
    private final ExecutorService loading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("model-loading").factory());

    RuntimePorts(
            ObjectProvider<ModelBuilder> builder,
            ObjectProvider<ModelInspector> inspector,
            ObjectProvider<ModelSampler> sampler) {
        this.builder = builder;
        this.inspector = inspector;
        this.sampler = sampler;
    }

    boolean isCheckpoint(Path folder) {
        ModelBuilder found = builder.getIfAvailable();
        return found != null && found.isCheckpoint(folder);
    }

    void build(Path checkpoint, Path target, WeightsType weights, ImportProgress progress) {
        builder.getObject().build(checkpoint, target, weights, progress);
    }

    InspectedModel inspect(Path folder, ImportProgress progress) {
        return progress.abandonably(loading.submit(() -> inspector.getObject().inspect(folder)));
    }

    /** Null where nobody can let models write. */
    @Nullable String sample(ModelDescription model, String prompt, ImportProgress progress) {
        ModelSampler found = sampler.getIfAvailable();
        return found == null ? null : progress.abandonably(loading.submit(() -> found.sample(model, prompt)));
    }

    @Override
    public void close() {
        loading.shutdownNow();
    }
}
