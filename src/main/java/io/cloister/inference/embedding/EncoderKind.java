package io.cloister.inference.embedding;

import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a folder's encoder is for. */
enum EncoderKind {
    EMBEDDING(ModelTask.EMBEDDING, ModelRuntime.ONNX_EMBEDDING),
    RERANKER(ModelTask.RERANKING, ModelRuntime.ONNX_RERANKER),
    TOKEN_CLASSIFIER(ModelTask.TOKEN_CLASSIFICATION, ModelRuntime.ONNX_TOKEN_CLASSIFIER);

    private final ModelTask task;
    private final ModelRuntime runtime;

    EncoderKind(ModelTask task, ModelRuntime runtime) {
        this.task = task;
        this.runtime = runtime;
    }

    ModelTask task() {
        return task;
    }

    ModelRuntime runtime() {
        return runtime;
    }

    /** By what its configuration says; null for a folder of something else. */
    static @Nullable EncoderKind of(EncoderFolder folder) throws UnusableEncoderException {
        String architecture = architecture(folder);
        if (architecture.endsWith(CrossEncoder.ARCHITECTURE)) {
            return RERANKER;
        }
        if (architecture.endsWith(TokenClassifier.ARCHITECTURE)) {
            return TOKEN_CLASSIFIER;
        }
        boolean encoder = Stream.of("Model", "ForMaskedLM").anyMatch(architecture::endsWith);
        return folder.has(EmbeddingFolder.MODULES) || (encoder && folder.hasGraph()) ? EMBEDDING : null;
    }

    /** As {@code config.json} names it; empty where it does not. */
    static String architecture(EncoderFolder folder) throws UnusableEncoderException {
        return folder.json(EncoderFolder.CONFIG).path("architectures").path(0).asString("");
    }

    /** Loads a folder of this package's kinds. */
    static LoadedEncoder load(EncoderFolder folder, EncoderRuntime runtime) throws UnusableEncoderException {
        EncoderKind kind = of(folder);
        if (kind == null) {
            throw new UnusableEncoderException(
                    "The folder holds no encoder; bring a model for embedding, reranking or classifying tokens.");
        }
        return switch (kind) {
            case EMBEDDING -> EmbeddingFolder.load(folder, runtime);
            case RERANKER -> CrossEncoder.load(folder, runtime);
            case TOKEN_CLASSIFIER -> TokenClassifier.load(folder, runtime);
        };
    }
}
