package io.cloister.inference.checkpoint;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checkpoint as its maker published it on Hugging Face: {@code config.json}, weights in the safetensors format, and
 * what belongs to the tokenizer. May be used by several threads at once.
 */
public final class Checkpoint implements AutoCloseable {

    private static final String CHAT_TEMPLATE = "chat_template.jinja";

    private final CheckpointFolder folder;
    private final JsonNode config;
    private final JsonNode generationConfig;
    private final JsonNode tokenizerConfig;
    private final Arena arena = Arena.ofShared();
    private final Weights weights;

    private Checkpoint(CheckpointFolder folder) throws UnusableCheckpointException {
        this.folder = folder;
        this.config = folder.json("config.json");
        this.generationConfig = folder.optionalJson("generation_config.json");
        this.tokenizerConfig = tokenizerConfig(folder);
        this.weights = folder.weights("model", arena);
    }

    /**
     * Checks the files of a checkpoint and maps its weights into memory, without reading them.
     *
     * @throws UnusableCheckpointException where a file is missing, damaged, a link, or of a format that can run code
     */
    public static Checkpoint open(Path folder) throws UnusableCheckpointException {
        return new Checkpoint(new CheckpointFolder(folder));
    }

    /** The folder as given. */
    public Path folder() {
        return folder.path();
    }

    /** {@code config.json}, an object. */
    public JsonNode config() {
        return config;
    }

    /** {@code generation_config.json}, an object; missing where there is no such file. */
    public JsonNode generationConfig() {
        return generationConfig;
    }

    /**
     * {@code tokenizer_config.json}, an object, whose {@code chat_template} is {@code chat_template.jinja} where there is
     * such a file; missing where there is neither.
     */
    public JsonNode tokenizerConfig() {
        return tokenizerConfig;
    }

    public Weights weights() {
        return weights;
    }

    /** Unmaps the weights; tensors cannot be read any more. */
    @Override
    public void close() {
        arena.close();
    }

    private static JsonNode tokenizerConfig(CheckpointFolder folder) throws UnusableCheckpointException {
        JsonNode config = folder.optionalJson("tokenizer_config.json");
        if (!folder.has(CHAT_TEMPLATE)) {
            return config;
        }
        ObjectNode merged = config instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return merged.put("chat_template", folder.text(CHAT_TEMPLATE));
    }
}
