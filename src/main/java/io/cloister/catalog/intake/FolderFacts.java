package io.cloister.catalog.intake;

import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.ModelTask;
import io.cloister.catalog.Openness;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the configuration of a ready-made folder says, in the words of a manifest. Reads {@code config.json} of Hugging
 * Face, or {@code genai_config.json} of onnxruntime-genai. How many parameters there are, and how the weights are
 * stored, neither says.
 */
final class FolderFacts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long LARGEST = 16L << 20;
    private static final int MOST = 100_000_000;
    /** Keys and values, as 32-bit numbers; a model that keeps them smaller needs less. */
    private static final long BYTES_PER_CACHED_NUMBER = 2 * Float.BYTES;

    private FolderFacts() {}

    /** The folder's own manifest where it has one. */
    static ModelManifest of(Path folder, InspectedModel found) throws IOException {
        var own = ModelManifest.read(folder);
        return own.isPresent() ? own.get() : read(folder, found);
    }

    private static ModelManifest read(Path folder, InspectedModel found) throws IOException {
        JsonNode config = json(folder.resolve("config.json"));
        JsonNode text = config.path("text_config").isObject() ? config.path("text_config") : config;
        JsonNode genai = json(folder.resolve("genai_config.json")).path("model");
        JsonNode decoder = genai.path("decoder");
        int layers = number(text, decoder, "num_hidden_layers", "n_layer", "num_layers");
        int hidden = number(text, decoder, "hidden_size", "n_embd", "d_model");
        int heads = number(text, decoder, "num_attention_heads", "n_head", "num_heads");
        int keyValueHeads = number(text, decoder, "num_key_value_heads", "num_kv_heads");
        int headSize = number(text, decoder, "head_dim", "head_size");
        int keyValues = keyValueHeads == 0 ? heads : keyValueHeads;
        int size = headSize == 0 && heads > 0 ? hidden / heads : headSize;
        String family = config.path("model_type").asString(genai.path("type").asString(""));
        return new ModelManifest(
                ModelManifest.FORMAT,
                found.architecture(),
                family.isEmpty() ? null : family,
                0,
                layers,
                hidden,
                heads,
                keyValues,
                size,
                number(text, genai, "vocab_size"),
                found.contextLength(),
                null,
                found.task() == ModelTask.GENERATION ? BYTES_PER_CACHED_NUMBER * layers * keyValues * size : 0,
                null,
                null,
                found.grounded(),
                "",
                Openness.UNKNOWN,
                null,
                List.of());
    }

    private static int number(JsonNode first, JsonNode second, String... keys) {
        for (String key : keys) {
            for (JsonNode node : List.of(first, second)) {
                int value = node.path(key).asInt(0);
                if (value > 0 && value <= MOST) {
                    return value;
                }
            }
        }
        return 0;
    }

    private static JsonNode json(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' cannot be read and seems damaged; copy or download it again."
                            .formatted(file.getFileName()),
                    e);
        }
    }
}
