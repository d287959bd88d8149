package io.cloister.inference.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a model folder that can be served from a checkpoint folder in the Hugging Face layout. */
public final class LlamaModelBuilder {

    private static final List<String> COMPANIONS = List.of(
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "chat_template.jinja",
            "special_tokens_map.json");

    private LlamaModelBuilder() {}

    /**
     * Writes {@code model.onnx} with its data and copies what belongs to it.
     *
     * @param checkpoint holds {@code config.json} and {@code model.safetensors}
     * @param target an empty or missing folder
     * @throws IOException where the checkpoint is damaged or of a kind that is not built
     */
    public static void build(Path checkpoint, Path target) throws IOException {
        LlamaShape shape = LlamaShape.read(checkpoint.resolve("config.json"));
        Safetensors weights = Safetensors.read(checkpoint.resolve("model.safetensors"));
        Files.createDirectories(target);
        try (var graph = new GraphWriter(target, "llama")) {
            new LlamaGraph(shape, weights, graph).write();
        }
        for (String name : COMPANIONS) {
            Path file = checkpoint.resolve(name);
            if (Files.exists(file)) {
                Files.copy(file, target.resolve(name));
            }
        }
    }
}
