package io.cloister.inference.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * A tensor of any type within the file that holds it.
 *
 * @param file name of the file
 * @param data the file's numbers, from the end of the header on
 */
record MappedTensor(String file, TensorEntry entry, MemorySegment data) {

    /** Maps the numbers of a file as long as the arena lives; exactly as much as there was when its header was checked. */
    static List<MappedTensor> map(CheckpointFolder folder, String file, Arena arena)
            throws UnusableCheckpointException {
        try (FileChannel channel = folder.open(file)) {
            long size = channel.size();
            SafetensorsHeader header = SafetensorsHeader.read(file, channel, size);
            MemorySegment data =
                    channel.map(FileChannel.MapMode.READ_ONLY, header.dataStart(), size - header.dataStart(), arena);
            return header.entries().stream()
                    .map(entry -> new MappedTensor(file, entry, data))
                    .toList();
        } catch (IOException e) {
            throw CheckpointFolder.unreadable(file, e);
        }
    }

    String name() {
        return entry.name();
    }

    StoredTensor stored() throws UnusableCheckpointException {
        ElementType type = entry.type()
                .element()
                .orElseThrow(() -> new UnusableCheckpointException(
                        "The tensor '%.200s' in '%s' is stored as %s; get the checkpoint in F32, F16 or BF16."
                                .formatted(name(), file, entry.type())));
        return new StoredTensor(name(), file, type, entry.shape(), data.asSlice(entry.begin(), entry.bytes()));
    }
}
