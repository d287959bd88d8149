package io.cloister.inference.checkpoint;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checkpoint as its maker published it in the layout of Hugging Face: {@code config.json}, weights in the safetensors
 * format, and what belongs to the tokenizer. May be used by several threads at once.
 *
 * <p>Files are checked when it is opened, and weights stay open at the size they then have. Whoever can
 * write to the folder can still change numbers afterwards; where that matters, open a copy.
 */
public final class Checkpoint implements AutoCloseable {

    private static final String CHAT_TEMPLATE = "chat_template.jinja";

    private final CheckpointFolder folder;
    private final JsonNode config;
    private final JsonNode generationConfig;
    private final JsonNode tokenizerConfig;
    private final Weights weights;

    private Checkpoint(CheckpointFolder folder) throws UnusableCheckpointException {
        this.folder = folder;
        this.config = StrictJson.object(folder, "config.json");
        this.generationConfig = optional(folder, "generation_config.json");
        this.tokenizerConfig = tokenizerConfig(folder);
        this.weights = Weights.open(folder, WeightFiles.in(folder, "model"));
    }

    /**
     * Checks the files of a checkpoint and opens its weights, without reading them.
     *
     * @throws UnusableCheckpointException where a file is missing, damaged, a link, or of a format that can run code
     */
    public static Checkpoint open(Path folder) throws UnusableCheckpointException {
        return new Checkpoint(CheckpointFolder.at(folder));
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
     * {@code tokenizer_config.json}, an object, whose {@code chat_template} is the text of {@code chat_template.jinja}
     * where there is such a file; missing where there is neither.
     */
    public JsonNode tokenizerConfig() {
        return tokenizerConfig;
    }

    /** The tensors of {@code model.safetensors} or of the shards that its index lists. */
    public Weights weights() {
        return weights;
    }

    /** Closes the weights; tensors cannot be read any more. To be called once. */
    @Override
    public void close() {
        weights.close();
    }

    private static JsonNode tokenizerConfig(CheckpointFolder folder) throws UnusableCheckpointException {
        JsonNode config = optional(folder, "tokenizer_config.json");
        if (!folder.has(CHAT_TEMPLATE)) {
            return config;
        }
        ObjectNode merged = config instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return merged.put("chat_template", folder.text(CHAT_TEMPLATE));
    }

    private static JsonNode optional(CheckpointFolder folder, String name) throws UnusableCheckpointException {
        return folder.has(name) ? StrictJson.object(folder, name) : MissingNode.getInstance();
    }
}
