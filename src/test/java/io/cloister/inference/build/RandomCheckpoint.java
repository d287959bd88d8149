package io.cloister.inference.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a Llama checkpoint of any size with random weights in bfloat16, to measure with. From the command line: folder,
 * then layers, hidden size, heads, key heads, intermediate size and vocabulary.
 */
public record RandomCheckpoint(int layers, int hidden, int heads, int keyHeads, int intermediate, int vocabulary) {

    /** The dimensions of SmolLM2-135M. */
    public static final RandomCheckpoint SMALL = new RandomCheckpoint(30, 576, 9, 3, 1536, 49_152);

    private static final JsonMapper JSON = new JsonMapper();

    public static void main(String[] arguments) throws IOException {
        int[] sizes =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        RandomCheckpoint checkpoint = sizes.length == 0
                ? SMALL
                : new RandomCheckpoint(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]);
        checkpoint.write(Path.of(arguments[0]));
    }

    /** Writes it into a folder, embeddings tied. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), JSON.writeValueAsString(config()));
        Map<String, long[]> shapes = shapes();
        var header = new LinkedHashMap<String, Object>();
        long offset = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            long end = offset + elements(tensor.getValue()) * Short.BYTES;
            header.put(
                    tensor.getKey(),
                    Map.of("dtype", "BF16", "shape", tensor.getValue(), "data_offsets", new long[] {offset, end}));
            offset = end;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("model.safetensors")), 1 << 20)) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            out.write(json);
            RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
            for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
                boolean norm = tensor.getKey().contains("norm");
                for (long i = elements(tensor.getValue()); i > 0; i--) {
                    float number = norm ? 1 : (float) (0.02 * random.nextGaussian());
                    int bits = Float.floatToRawIntBits(number) >>> Short.SIZE;
                    out.write(bits);
                    out.write(bits >>> Byte.SIZE);
                }
            }
        }
    }

    private Map<String, Object> config() {
        var config = new LinkedHashMap<String, Object>();
        config.put("architectures", new String[] {"LlamaForCausalLM"});
        config.put("model_type", "llama");
        config.put("num_hidden_layers", layers);
        config.put("hidden_size", hidden);
        config.put("num_attention_heads", heads);
        config.put("num_key_value_heads", keyHeads);
        config.put("intermediate_size", intermediate);
        config.put("vocab_size", vocabulary);
        config.put("max_position_embeddings", 8192);
        config.put("rms_norm_eps", 1e-5);
        config.put("rope_theta", 100_000);
        config.put("hidden_act", "silu");
        config.put("tie_word_embeddings", true);
        config.put("torch_dtype", "bfloat16");
        config.put("eos_token_id", 0);
        return config;
    }

    /** The shape of each tensor. */
    Map<String, long[]> shapes() {
        var shapes = new LinkedHashMap<String, long[]>();
        long keys = (long) hidden / heads * keyHeads;
        shapes.put("model.embed_tokens.weight", new long[] {vocabulary, hidden});
        for (int layer = 0; layer < layers; layer++) {
            String name = "model.layers." + layer + ".";
            shapes.put(name + "input_layernorm.weight", new long[] {hidden});
            shapes.put(name + "self_attn.q_proj.weight", new long[] {hidden, hidden});
            shapes.put(name + "self_attn.k_proj.weight", new long[] {keys, hidden});
            shapes.put(name + "self_attn.v_proj.weight", new long[] {keys, hidden});
            shapes.put(name + "self_attn.o_proj.weight", new long[] {hidden, hidden});
            shapes.put(name + "post_attention_layernorm.weight", new long[] {hidden});
            shapes.put(name + "mlp.gate_proj.weight", new long[] {intermediate, hidden});
            shapes.put(name + "mlp.up_proj.weight", new long[] {intermediate, hidden});
            shapes.put(name + "mlp.down_proj.weight", new long[] {hidden, intermediate});
        }
        shapes.put("model.norm.weight", new long[] {hidden});
        return shapes;
    }

    private static long elements(long[] shape) {
        long product = 1;
        for (long dimension : shape) {
            product *= dimension;
        }
        return product;
    }
}
