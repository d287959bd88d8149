package io.cloister.inference.decoder;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What serving needs to know from {@code config.json} and its companions.
 *
 * @param architecture as the file says, {@code LlamaForCausalLM}
 * @param contextLength most tokens of prompt and answer together
 * @param endTokens each ends a text; empty where none is known
 * @param chat whether the model comes with a chat template, and so can be asked questions
 */
record ModelConfig(String architecture, int contextLength, Set<Long> endTokens, boolean chat) {

    private static final List<String> LENGTH_KEYS =
            List.of("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length");
    private static final int DEFAULT_LENGTH = 2048;

    static ModelConfig of(JsonNode config, JsonNode generation, boolean chat) {
        JsonNode architectures = config.path("architectures");
        String architecture =
                architectures.path(0).asString(config.path("model_type").asString("unknown"));
        int length = LENGTH_KEYS.stream()
                .map(config::path)
                .filter(JsonNode::isInt)
                .mapToInt(JsonNode::asInt)
                .filter(value -> value > 0)
                .findFirst()
                .orElse(DEFAULT_LENGTH);
        var ends = new HashSet<Long>();
        addTokens(config.path("eos_token_id"), ends);
        addTokens(generation.path("eos_token_id"), ends);
        return new ModelConfig(architecture, length, Set.copyOf(ends), chat);
    }

    private static void addTokens(JsonNode node, Set<Long> tokens) {
        if (node.isIntegralNumber()) {
            tokens.add(node.asLong());
        }
        node.forEach(element -> addTokens(element, tokens));
    }
}
