package io.cloister.catalog.intake;

import io.cloister.catalog.ModelManifest.Source;
import java.io.IOException;
import java.nio.file.Path;

/** Where a model comes from. */
interface ModelSource {

    /**
     * A look that costs little, before somebody waits for the rest.
     *
     * @throws io.cloister.platform.Problem {@code invalid-input}
     */
    void check();

    /**
     * Brings the files into the private folder of an import.
     *
     * @return the folder in it in which they are
     * @throws io.cloister.platform.Problem with the sentence for whoever asked
     */
    Path fetch(Path job, ImportProgress progress) throws IOException;

    /** How it is remembered. */
    Source origin();
}
