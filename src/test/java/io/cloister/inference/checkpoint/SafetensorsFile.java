package io.cloister.inference.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A safetensors file in the making, right or wrong. Tensors lie one after the other in the order they are added. */
public final class SafetensorsFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode header = JSON.createObjectNode();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    public SafetensorsFile f32(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return stored(name, "F32", shape, bytes.array());
    }

    /** Rounds to the nearest. */
    public SafetensorsFile f16(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort(Float.floatToFloat16(value));
        }
        return stored(name, "F16", shape, bytes.array());
    }

    /** Cuts what bfloat16 does not hold. */
    public SafetensorsFile bf16(String name, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putShort((short) (Float.floatToRawIntBits(value) >>> Short.SIZE));
        }
        return stored(name, "BF16", shape, bytes.array());
    }

    /** A tensor of any type, whose bytes need not fit type and shape. */
    public SafetensorsFile stored(String name, String dtype, List<Long> shape, byte[] bytes) {
        ObjectNode entry = header.putObject(name).put("dtype", dtype);
        entry.set("shape", JSON.valueToTree(shape));
        entry.putArray("data_offsets").add(data.size()).add(data.size() + bytes.length);
        data.writeBytes(bytes);
        return this;
    }

    public SafetensorsFile metadata(String key, String value) {
        header.withObjectProperty("__metadata__").put(key, value);
        return this;
    }

    public byte[] bytes() {
        return bytes(header.toString(), data.toByteArray());
    }

    /** Writes {@code model.safetensors} and an empty {@code config.json}. */
    public Path writeCheckpoint(Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        return write(folder.resolve("model.safetensors"));
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    /** A file with any text for a header. */
    public static byte[] bytes(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
