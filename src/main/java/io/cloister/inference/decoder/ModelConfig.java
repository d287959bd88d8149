package io.cloister.inference.decoder;

import io.cloister.catalog.ModelManifest;
import io.cloister.inference.onnx.DecoderLimits;
import io.cloister.inference.onnx.DecoderNames;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What running a model needs to know from the files beside its graph.
 *
 * @param architecture as the file says, {@code LlamaForCausalLM}
 * @param graph name of the graph's file
 * @param names of the graph's inputs and outputs
 * @param endTokens each ends a text; empty where none is known
 * @param chat whether the model comes with a chat template, and so can be asked questions
 */
record ModelConfig(
        String architecture,
        String graph,
        DecoderNames names,
        DecoderLimits limits,
        Set<Long> endTokens,
        boolean chat) {

    private static final List<String> LENGTH_KEYS =
            List.of("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length");
    private static final int DEFAULT_LENGTH = 2048;
    private static final String ENDS = "eos_token_id";

    /**
     * Puts together what several files say; those that a folder lacks are missing nodes. A file of our own tells best,
     * then one of onnxruntime-genai, then those of the checkpoint.
     *
     * @param genai the part {@code model} of {@code genai_config.json}
     */
    static ModelConfig of(
            Optional<ModelManifest> manifest, JsonNode genai, JsonNode config, JsonNode generation, boolean chat) {
        var ends = new HashSet<Long>();
        List.of(config, generation, genai).forEach(file -> addTokens(file.path(ENDS), ends));
        boolean foreign = manifest.isEmpty() && genai.isObject();
        int vocabulary =
                config.path("vocab_size").asInt(genai.path("vocab_size").asInt(0));
        return new ModelConfig(
                manifest.map(ModelManifest::architecture).orElseGet(() -> architecture(genai, config)),
                foreign ? GenaiDecoder.graph(genai) : DecoderFolder.GRAPH,
                foreign ? GenaiDecoder.names(genai) : DecoderNames.USUAL,
                new DecoderLimits(
                        manifest.map(ModelManifest::contextLength)
                                .filter(length -> length > 0)
                                .orElseGet(() -> contextLength(genai, config)),
                        manifest.map(ModelManifest::ropeSwitch).orElse(DecoderLimits.NEVER),
                        vocabulary),
                Set.copyOf(ends),
                chat);
    }

    /** Most tokens of prompt and answer together. */
    int contextLength() {
        return limits.contextLength();
    }

    private static String architecture(JsonNode genai, JsonNode config) {
        String type = config.path("model_type").asString(genai.path("type").asString("unknown"));
        return config.path("architectures").path(0).asString(type);
    }

    private static int contextLength(JsonNode genai, JsonNode config) {
        return Stream.concat(
                        Stream.of(genai.path("context_length")),
                        LENGTH_KEYS.stream().map(config::path))
                .filter(JsonNode::isInt)
                .mapToInt(JsonNode::asInt)
                .filter(value -> value > 0)
                .findFirst()
                .orElse(DEFAULT_LENGTH);
    }

    private static void addTokens(JsonNode node, Set<Long> tokens) {
        if (node.isIntegralNumber()) {
            tokens.add(node.asLong());
        }
        node.forEach(element -> addTokens(element, tokens));
    }
}
