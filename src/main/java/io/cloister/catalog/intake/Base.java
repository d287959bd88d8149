package io.cloister.catalog.intake;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.Openness;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The model that an adapter is to run on.
 *
 * @param folder of it, whose files are those that came in
 * @param manifest of it
 */
record Base(AdapterBase model, Path folder, ModelManifest manifest) {

    /** What an adapter's manifest says: the shape is that of the base, the parameters are its own. */
    ModelManifest facts(Path adapter, long parameters) {
        Optional<ModelManifest> own = ModelManifest.read(adapter);
        return new ModelManifest(
                ModelManifest.FORMAT,
                manifest.architecture(),
                manifest.family(),
                parameters,
                manifest.layers(),
                manifest.hiddenSize(),
                manifest.heads(),
                manifest.keyValueHeads(),
                manifest.headSize(),
                manifest.vocabulary(),
                manifest.contextLength(),
                null,
                manifest.bytesPerToken(),
                manifest.ropeSwitch(),
                manifest.tokenizer(),
                manifest.chatTemplate(),
                own.map(ModelManifest::licence).orElse(""),
                own.map(ModelManifest::openness).orElse(Openness.UNKNOWN),
                null,
                List.of());
    }
}
