package io.cloister.catalog;

import java.nio.file.Path;

/**
 * Makes a servable folder of a checkpoint as its maker published it. The port through which the catalog, which knows no
 * runtime, asks the one that does.
 */
public interface ModelBuilder {

    /** Whether the folder holds {@code config.json} with weights in safetensors or pickles, and no graph. */
    boolean isCheckpoint(Path folder);

    /**
     * Builds one; takes minutes for a large one. Leaves nothing behind where it fails or is cancelled, which ends it by
     * any exception within about a second.
     *
     * @param target must not exist; holds graph, tokenizer files and manifest afterwards
     * @throws io.cloister.platform.Problem {@code invalid-input}, naming the file and what is wrong with it
     */
    void build(Path checkpoint, Path target, WeightsType weights, BuildProgress progress);
}
