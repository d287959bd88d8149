package io.cloister.inference.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tensors of a file in the safetensors format: eight bytes with the length of a header, the header in JSON, the
 * numbers, little-endian throughout. Numbers are mapped into memory and not copied. 32-bit floating point only.
 */
final class Safetensors {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST_HEADER = 100_000_000;

    private final Map<String, Tensor> tensors;

    private Safetensors(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** @param values in row-major order; reading moves its position */
    record Tensor(List<Long> shape, FloatBuffer values) {}

    /** @throws IOException where the file cannot be read or is not of this format */
    static Safetensors read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(length, 0);
            long header = length.flip().remaining() == Long.BYTES ? length.getLong() : 0;
            if (header < 2 || header > Math.min(LARGEST_HEADER, channel.size() - Long.BYTES)) {
                throw new IOException(file.getFileName() + " is not a safetensors file");
            }
            byte[] json = new byte[(int) header];
            channel.read(ByteBuffer.wrap(json), Long.BYTES);
            var tensors = new HashMap<String, Tensor>();
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put(entry.getKey(), map(channel, Long.BYTES + header, entry.getKey(), entry.getValue()));
                }
            }
            return new Safetensors(tensors);
        } catch (JacksonException e) {
            throw new IOException(file.getFileName() + " has a damaged header", e);
        }
    }

    private static Tensor map(FileChannel channel, long base, String name, JsonNode entry) throws IOException {
        if (!entry.path("dtype").asString("").equals("F32")) {
            throw new IOException("%s is stored as %s; only F32 is read".formatted(name, entry.path("dtype")));
        }
        List<Long> shape =
                entry.path("shape").valueStream().map(JsonNode::asLong).toList();
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        long start = entry.path("data_offsets").path(0).asLong(-1);
        long bytes = entry.path("data_offsets").path(1).asLong(-1) - start;
        if (start < 0 || bytes != elements * Float.BYTES || base + start + bytes > channel.size()) {
            throw new IOException(name + " does not lie inside the file");
        }
        ByteBuffer values = channel.map(FileChannel.MapMode.READ_ONLY, base + start, bytes);
        return new Tensor(shape, values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    }

    /** @throws IOException where there is none of this name */
    Tensor get(String name) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IOException("The weights lack " + name);
        }
        return new Tensor(tensor.shape(), tensor.values().duplicate());
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }
}
