package io.cloister.inference.build;

import io.cloister.inference.checkpoint.Checkpoint;
import io.cloister.inference.family.Attention;
import io.cloister.inference.family.DecoderDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code genai_config.json}, with which the graph runs in the runtimes of onnxruntime-genai too. */
final class GenaiConfig {

    private static final String FILE = "genai_config.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What those runtimes call each family, where not as we do; those without a name there are plain decoders. */
    private static final Map<String, String> TYPES = Map.of(
            "falcon", "decoder",
            "gemma3", "gemma3_text",
            "gpt2", "decoder",
            "mixtral", "decoder",
            "olmo2", "decoder",
            "starcoder2", "decoder");

    private GenaiConfig() {}

    static void write(Path folder, Checkpoint checkpoint, DecoderDescription description) throws IOException {
        JsonNode config = checkpoint.config();
        JsonNode generation = checkpoint.generationConfig();
        var model = new LinkedHashMap<String, @Nullable Object>();
        model.put("type", TYPES.getOrDefault(description.family(), description.family()));
        model.put("bos_token_id", first("bos_token_id", generation, config));
        Set<Long> ends = endTokens(config, generation);
        model.put("eos_token_id", ends);
        JsonNode padding = first("pad_token_id", generation, config);
        model.put(
                "pad_token_id",
                padding == null && !ends.isEmpty() ? ends.iterator().next() : padding);
        model.put("vocab_size", description.size().vocabulary());
        model.put("context_length", description.size().context());
        model.put("decoder", decoder(description));
        Files.writeString(
                folder.resolve(FILE),
                JSON.writeValueAsString(Map.of("model", model, "search", search(generation, description))) + "\n");
    }

    private static Map<String, Object> decoder(DecoderDescription description) {
        Attention attention = description.layers().getFirst().attention();
        var decoder = new LinkedHashMap<String, Object>();
        decoder.put("filename", OnnxGraph.FILE);
        decoder.put("head_size", attention.headSize());
        decoder.put("hidden_size", description.size().hidden());
        decoder.put("num_attention_heads", attention.heads());
        decoder.put("num_hidden_layers", description.layers().size());
        decoder.put("num_key_value_heads", attention.keyHeads());
        decoder.put("session_options", Map.of("log_id", "onnxruntime-genai", "provider_options", new Object[0]));
        var inputs = new LinkedHashMap<String, Object>();
        inputs.put("input_ids", PositionNodes.IDS);
        inputs.put("attention_mask", PositionNodes.MASK);
        inputs.put("past_key_names", "past_key_values.%d.key");
        inputs.put("past_value_names", "past_key_values.%d.value");
        decoder.put("inputs", inputs);
        var outputs = new LinkedHashMap<String, Object>();
        outputs.put("logits", "logits");
        outputs.put("present_key_names", "present.%d.key");
        outputs.put("present_value_names", "present.%d.value");
        decoder.put("outputs", outputs);
        return decoder;
    }

    private static Map<String, Object> search(JsonNode generation, DecoderDescription description) {
        var search = new LinkedHashMap<String, Object>();
        search.put("do_sample", generation.path("do_sample").asBoolean(false));
        search.put("max_length", description.size().context());
        search.put("temperature", generation.path("temperature").asDouble(1));
        search.put("top_k", generation.path("top_k").asInt(50));
        search.put("top_p", generation.path("top_p").asDouble(1));
        search.put("repetition_penalty", generation.path("repetition_penalty").asDouble(1));
        search.put("num_beams", 1);
        search.put("past_present_share_buffer", true);
        return search;
    }

    /** The tokens that end a text, as either file names them. */
    private static Set<Long> endTokens(JsonNode... configs) {
        var ends = new TreeSet<Long>();
        for (JsonNode config : configs) {
            JsonNode node = config.path("eos_token_id");
            if (node.isIntegralNumber()) {
                ends.add(node.asLong());
            }
            node.forEach(element -> ends.add(element.asLong()));
        }
        return ends;
    }

    private static @Nullable JsonNode first(String key, JsonNode... configs) {
        for (JsonNode config : configs) {
            if (config.hasNonNull(key)) {
                return config.get(key);
            }
        }
        return null;
    }
}
