package io.cloister.inference.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The header of a file in the safetensors format (huggingface.co/docs/safetensors, "Format"): eight bytes with its length,
 * little-endian, then a JSON object with an entry for each tensor; the numbers follow, covered by the entries without
 * gap or overlap.
 *
 * @param dataStart where the numbers start in the file
 * @param entries in the order of their numbers
 */
record SafetensorsHeader(long dataStart, List<TensorEntry> entries) {

    /** The limit of the reference implementation. */
    private static final int LARGEST = 100_000_000;

    /** Bytes at the start of a file that tell whether it can be one of this format. */
    static final int START = Long.BYTES + 1;

    /** @param start the first {@link #START} bytes of a file or more, fewer only where the file is shorter */
    static boolean isPlausible(byte[] start) {
        return start.length >= START && length(start) >= 2 && length(start) <= LARGEST && start[Long.BYTES] == '{';
    }

    /** @param size of the file, in bytes */
    static SafetensorsHeader read(String file, FileChannel channel, long size) throws IOException {
        byte[] start = CheckpointFolder.bytes(channel, 0, START);
        if (!isPlausible(start)) {
            throw UnusableCheckpointException.damaged(
                    file, "it does not start with a header of at most 100 MB, as the safetensors format demands");
        }
        int length = (int) length(start);
        byte[] header = CheckpointFolder.bytes(channel, Long.BYTES, length);
        long dataStart = Long.BYTES + (long) length;
        if (header.length < length || dataStart > size) {
            throw UnusableCheckpointException.damaged(file, "it ends within its header");
        }
        try {
            List<TensorEntry> entries = entries(file, CheckpointFolder.utf8(header));
            checkCover(file, entries, size - dataStart);
            return new SafetensorsHeader(dataStart, entries);
        } catch (CharacterCodingException e) {
            throw UnusableCheckpointException.damaged(file, "its header is no text in UTF-8", e);
        } catch (JacksonException e) {
            throw StrictJson.damaged(file, e);
        }
    }

    /** One entry at a time: as a tree, a large header would take gigabytes. */
    private static List<TensorEntry> entries(String file, String json) throws UnusableCheckpointException {
        var entries = new ArrayList<TensorEntry>();
        try (JsonParser parser = StrictJson.parser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                JsonNode entry = parser.readValueAsTree();
                if (!name.equals("__metadata__")) {
                    entries.add(TensorEntry.of(file, name, entry));
                }
            }
            if (parser.nextToken() != null) {
                throw UnusableCheckpointException.damaged(file, "its header goes on after its JSON object");
            }
        }
        entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        return List.copyOf(entries);
    }

    private static void checkCover(String file, List<TensorEntry> entries, long size)
            throws UnusableCheckpointException {
        long covered = 0;
        for (TensorEntry entry : entries) {
            if (entry.begin() != covered) {
                String fault =
                        entry.begin() < covered ? "overlaps another" : "does not follow directly on the one before";
                throw TensorEntry.damaged(file, entry.name(), fault);
            }
            if (entry.end() > size) {
                throw TensorEntry.damaged(file, entry.name(), "reaches beyond the end of the file");
            }
            covered = entry.end();
        }
        if (covered != size) {
            throw UnusableCheckpointException.damaged(
                    file, "its last %d bytes belong to no tensor".formatted(size - covered));
        }
    }

    private static long length(byte[] start) {
        return ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
