package io.cloister.inference.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of {@code config.json} that the graph of a Llama depends on.
 *
 * @param positions rows of the tables for rotary positions
 */
record LlamaShape(
        int layers,
        int hidden,
        int heads,
        int keyHeads,
        int headSize,
        int vocabulary,
        int positions,
        float epsilon,
        double ropeBase,
        boolean tied) {

    private static final String ARCHITECTURE = "LlamaForCausalLM";

    /** @throws IOException where the file is damaged, or describes what is not built yet */
    static LlamaShape read(Path config) throws IOException {
        JsonNode json;
        try (InputStream in = Files.newInputStream(config)) {
            json = new JsonMapper().readTree(in);
        } catch (JacksonException e) {
            throw new IOException("config.json is damaged", e);
        }
        refuseOthers(json);
        int hidden = json.path("hidden_size").asInt();
        int heads = json.path("num_attention_heads").asInt();
        JsonNode rope = rope(json);
        return new LlamaShape(
                json.path("num_hidden_layers").asInt(),
                hidden,
                heads,
                json.path("num_key_value_heads").asInt(heads),
                json.path("head_dim").asInt(hidden / heads),
                json.path("vocab_size").asInt(),
                json.path("max_position_embeddings").asInt(2048),
                (float) json.path("rms_norm_eps").asDouble(1e-6),
                rope.path("rope_theta").asDouble(json.path("rope_theta").asDouble(10_000)),
                json.path("tie_word_embeddings").asBoolean(false));
    }

    /** Newer files keep everything about rotation in one place; in older ones it is only there when scaled. */
    private static JsonNode rope(JsonNode json) {
        JsonNode parameters = json.path("rope_parameters");
        return parameters.isObject() ? parameters : json.path("rope_scaling");
    }

    private static void refuseOthers(JsonNode json) throws IOException {
        String architecture = json.path("architectures").path(0).asString("");
        String rope =
                rope(json).path("rope_type").asString(rope(json).path("type").asString("default"));
        String activation = json.path("hidden_act").asString("silu");
        boolean biased = json.path("attention_bias").asBoolean(false)
                || json.path("mlp_bias").asBoolean(false);
        if (!architecture.equals(ARCHITECTURE) || !rope.equals("default") || !activation.equals("silu") || biased) {
            throw new IOException(
                    "Only %s with plain rotary positions, SiLU and no biases can be built".formatted(ARCHITECTURE));
        }
    }
}
