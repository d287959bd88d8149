package io.cloister.inference.checkpoint;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * An adapter in the layout of PEFT: {@code adapter_config.json} and {@code adapter_model.safetensors}. May be used by
 * several threads at once.
 */
public final class AdapterCheckpoint implements AutoCloseable {

    private final CheckpointFolder folder;
    private final JsonNode config;
    private final Weights weights;

    private AdapterCheckpoint(CheckpointFolder folder) throws UnusableCheckpointException {
        this.folder = folder;
        this.config = StrictJson.object(folder, "adapter_config.json");
        this.weights = Weights.open(folder, WeightFiles.in(folder, "adapter_model"));
    }

    /**
     * Checks the files of an adapter and opens its weights, without reading them.
     *
     * @throws UnusableCheckpointException where a file is missing, damaged, a link, or of a format that can run code
     */
    public static AdapterCheckpoint open(Path folder) throws UnusableCheckpointException {
        return new AdapterCheckpoint(CheckpointFolder.at(folder));
    }

    /** The folder as given. */
    public Path folder() {
        return folder.path();
    }

    /** {@code adapter_config.json}, an object. */
    public JsonNode config() {
        return config;
    }

    public Weights weights() {
        return weights;
    }

    /** Closes the weights; tensors cannot be read any more. */
    @Override
    public void close() {
        weights.close();
    }
}
