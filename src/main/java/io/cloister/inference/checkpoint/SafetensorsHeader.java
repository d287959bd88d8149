package io.cloister.inference.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The header of a safetensors file: eight bytes with its length, little-endian, then JSON. */
record SafetensorsHeader(long dataStart, List<TensorEntry> entries) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 100_000_000;

    static SafetensorsHeader read(String file, FileChannel channel) throws IOException {
        long length =
                bytes(channel, 0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > Math.min(LARGEST, channel.size() - Long.BYTES)) {
            throw new UnusableCheckpointException(
                    "'%s' is no safetensors file; copy or download it again.".formatted(file));
        }
        var entries = new ArrayList<TensorEntry>();
        JsonNode json = JSON.readTree(bytes(channel, Long.BYTES, (int) length).array());
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            if (!property.getKey().equals("__metadata__")) {
                entries.add(entry(property.getKey(), property.getValue()));
            }
        }
        return new SafetensorsHeader(Long.BYTES + length, entries);
    }

    private static TensorEntry entry(String name, JsonNode json) throws UnusableCheckpointException {
        String dtype = json.path("dtype").asString("");
        StorageType type = StorageType.named(dtype)
                .orElseThrow(() -> new UnusableCheckpointException(
                        "The tensor '%s' has the unknown type '%s'.".formatted(name, dtype)));
        List<Long> shape =
                json.path("shape").valueStream().map(JsonNode::asLong).toList();
        JsonNode offsets = json.path("data_offsets");
        return new TensorEntry(
                name, type, shape, offsets.path(0).asLong(), offsets.path(1).asLong());
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {}
        return bytes.flip();
    }
}
