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
import java.util.stream.IntStream;

/**
 * Writes a Llama model with random weights for llama.cpp (GGUF version 3, docs/gguf.md of ggml), to measure against:
 * matrices in Q4_0, the embedding, which is the head too, among them; norms in 32 bit; a vocabulary of numbered words. llama.cpp's own
 * quantizer would give the head 6 or 8 bit and so more to read for each token. From the command line: file, then sizes as
 * for {@link RandomCheckpoint}.
 */
public final class RandomGguf {

    private static final int ALIGNMENT = 32;
    private static final int FLOAT = 0;
    private static final int Q4_0 = 2;

    /** Numbers that share a scale, and their bytes: a scale in 16 bit and half a byte each. */
    private static final int BLOCK = 32;

    private static final int BLOCK_BYTES = 18;

    private final RandomCheckpoint sizes;

    private RandomGguf(RandomCheckpoint sizes) {
        this.sizes = sizes;
    }

    public static void main(String[] arguments) throws IOException {
        int[] given =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        RandomCheckpoint sizes = given.length == 0
                ? RandomCheckpoint.SMALL
                : new RandomCheckpoint(given[0], given[1], given[2], given[3], given[4], given[5]);
        new RandomGguf(sizes).write(Path.of(arguments[0]));
    }

    private void write(Path file) throws IOException {
        Map<String, long[]> shapes = shapes();
        ByteBuffer head = ByteBuffer.allocate(1 << 23).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Object> settings = settings();
        head.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3);
        head.putLong(shapes.size()).putLong(settings.size());
        settings.forEach((name, value) -> setting(head, name, value));
        long offset = 0;
        for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
            text(head, tensor.getKey());
            long[] shape = tensor.getValue();
            head.putInt(shape.length);
            for (int i = shape.length - 1; i >= 0; i--) { // columns first
                head.putLong(shape[i]);
            }
            head.putInt(shape.length == 1 ? FLOAT : Q4_0).putLong(offset);
            offset += aligned(bytes(shape));
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(Arrays.copyOf(head.array(), Math.toIntExact(aligned(head.position()))));
            RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
            for (long[] shape : shapes.values()) {
                byte[] data = shape.length == 1 ? ones(shape) : blocks(shape, random);
                out.write(Arrays.copyOf(data, Math.toIntExact(aligned(data.length))));
            }
        }
    }

    /** As in the checkpoint, by llama.cpp's names. */
    private Map<String, long[]> shapes() {
        var shapes = new LinkedHashMap<String, long[]>();
        sizes.shapes()
                .forEach((name, shape) -> shapes.put(
                        name.replace("model.embed_tokens", "token_embd")
                                .replace("model.norm", "output_norm")
                                .replace("model.layers", "blk")
                                .replace("post_attention_layernorm", "ffn_norm")
                                .replace("input_layernorm", "attn_norm")
                                .replace("self_attn.o_proj", "attn_output")
                                .replaceAll("self_attn\\.(.)_proj", "attn_$1")
                                .replaceAll("mlp\\.(\\w+)_proj", "ffn_$1"),
                        shape));
        return shapes;
    }

    private Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("general.architecture", "llama");
        settings.put("general.file_type", Q4_0);
        settings.put("general.quantization_version", 2);
        settings.put("general.alignment", ALIGNMENT);
        settings.put("llama.vocab_size", sizes.vocabulary());
        settings.put("llama.context_length", 8192);
        settings.put("llama.embedding_length", sizes.hidden());
        settings.put("llama.block_count", sizes.layers());
        settings.put("llama.feed_forward_length", sizes.intermediate());
        settings.put("llama.attention.head_count", sizes.heads());
        settings.put("llama.attention.head_count_kv", sizes.keyHeads());
        settings.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        settings.put("llama.rope.dimension_count", sizes.hidden() / sizes.heads());
        settings.put("llama.rope.freq_base", 100_000f);
        settings.put("tokenizer.ggml.model", "llama");
        settings.put("tokenizer.ggml.tokens", words());
        float[] scores = new float[sizes.vocabulary()];
        settings.put("tokenizer.ggml.scores", scores);
        return settings;
    }

    /** What llama.cpp asks of every vocabulary: an unknown word, a beginning, an end, all bytes; the rest is numbered. */
    private String[] words() {
        return IntStream.range(0, sizes.vocabulary())
                .mapToObj(word -> switch (word) {
                    case 0 -> "<unk>";
                    case 1 -> "<s>";
                    case 2 -> "</s>";
                    default -> word < 3 + 256 ? "<0x%02X>".formatted(word - 3) : "w" + word;
                })
                .toArray(String[]::new);
    }

    private static void setting(ByteBuffer head, String name, Object value) {
        text(head, name);
        switch (value) {
            case Integer number -> head.putInt(4).putInt(number);
            case Float number -> head.putInt(6).putFloat(number);
            case float[] numbers -> {
                head.putInt(9).putInt(6).putLong(numbers.length);
                for (float number : numbers) {
                    head.putFloat(number);
                }
            }
            case String[] texts -> {
                head.putInt(9).putInt(8).putLong(texts.length);
                for (String text : texts) {
                    text(head, text);
                }
            }
            default -> text(head.putInt(8), value.toString());
        }
    }

    private static void text(ByteBuffer head, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head.putLong(bytes.length).put(bytes);
    }

    private static byte[] ones(long[] shape) {
        ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(bytes(shape))).order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            data.putFloat(1);
        }
        return data.array();
    }

    private static byte[] blocks(long[] shape, RandomGenerator random) {
        byte[] data = new byte[Math.toIntExact(bytes(shape))];
        random.nextBytes(data);
        short scale = Float.floatToFloat16(0.005f);
        for (int at = 0; at < data.length; at += BLOCK_BYTES) {
            data[at] = (byte) scale;
            data[at + 1] = (byte) (scale >> Byte.SIZE);
        }
        return data;
    }

    private static long bytes(long[] shape) {
        return shape.length == 1 ? shape[0] * Float.BYTES : shape[0] * shape[1] / BLOCK * BLOCK_BYTES;
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
