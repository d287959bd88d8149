package io.cloister.inference.embedding;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelRuntime;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The encoders in memory. Each is loaded when it is first asked for, one at a time, and kept. */
@Component
class EncoderModels {

    private static final Logger LOG = LoggerFactory.getLogger(EncoderModels.class);

    private final ModelCatalog catalog;
    private final EncoderRuntime runtime;
    private final BuiltInEmbedding builtIn;
    private final Map<ModelId, LoadedEncoder> loaded = new ConcurrentHashMap<>();

    EncoderModels(ModelCatalog catalog, EncoderRuntime runtime, BuiltInEmbedding builtIn) {
        this.catalog = catalog;
        this.runtime = runtime;
        this.builtIn = builtIn;
    }

    /**
     * A model that is offered.
     *
     * @throws Problem {@code unavailable} where it is not, or cannot be loaded; {@code invalid-input} where it is of
     *     another kind
     */
    <T extends LoadedEncoder> T get(ModelId id, Class<T> kind) {
        ModelDescription description = catalog.find(id)
                .filter(ModelDescription::enabled)
                .orElseThrow(() -> new Problem(
                        ProblemType.UNAVAILABLE,
                        "This model is not offered at the moment. Please choose another one."));
        if (!kind.equals(kind(description.runtime()))) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "%s is made for something else. Please choose a model that is for this."
                            .formatted(description.title()));
        }
        LoadedEncoder found = loaded.get(id);
        return kind.cast(found == null ? load(description) : found);
    }

    private static Class<?> kind(ModelRuntime runtime) {
        return switch (runtime) {
            case ONNX_EMBEDDING -> SentenceEmbedding.class;
            case ONNX_RERANKER -> CrossEncoder.class;
            case ONNX_TOKEN_CLASSIFIER -> TokenClassifier.class;
            case QUOTE, ONNX_DECODER, ONNX_ADAPTER -> Void.class;
        };
    }

    private synchronized LoadedEncoder load(ModelDescription description) {
        LoadedEncoder other = loaded.get(description.id());
        if (other != null) {
            return other;
        }
        try {
            // Part of the program is what has no folder.
            LoadedEncoder encoder = description.folder() == null
                    ? partOfTheProgram(description.name())
                    : EncoderKind.load(new EncoderFolder(verified(description)), runtime);
            loaded.put(description.id(), encoder);
            return encoder;
        } catch (UnusableEncoderException | IllegalStateException e) {
            LOG.warn("The model {} cannot be loaded", description.name(), e);
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "%s cannot be loaded. Please choose another model and tell an administrator."
                            .formatted(description.title()),
                    e);
        }
    }

    private LoadedEncoder partOfTheProgram(String name) {
        BuiltInEncoder encoder = BuiltInEncoder.named(name);
        return encoder == BuiltInEncoder.BGE_SMALL ? builtIn.model() : encoder.load(runtime, "");
    }

    private Path verified(ModelDescription description) {
        return catalog.verifiedFolder(description.id());
    }
}
