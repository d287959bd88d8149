package io.cloister.catalog;

import java.nio.file.Path;

/**
 * Looks into a model folder before it enters the catalog. The port through which the catalog, which knows no runtime,
 * asks the one that does.
 */
public interface ModelInspector {

    /** Whether the folder looks like a model of this runtime's. The first that says so is asked to inspect it. */
    default boolean recognises(Path folder) {
        return true;
    }

    /**
     * Loads the folder once and says what it is.
     *
     * @throws io.cloister.platform.Problem {@code invalid-input}, naming the file and what is wrong with it
     */
    InspectedModel inspect(Path folder);

    /** What was found in a folder. */
    record InspectedModel(
            ModelTask task, ModelRuntime runtime, String architecture, boolean grounded, int contextLength) {}
}
