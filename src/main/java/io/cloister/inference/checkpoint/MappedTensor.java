package io.cloister.inference.checkpoint;

import java.lang.foreign.MemorySegment;

/**
 * A tensor of any type within the file that holds it.
 *
 * @param file name of the file
 * @param data the file's numbers, from the end of the header on
 */
record MappedTensor(String file, TensorEntry entry, MemorySegment data) {

    StoredTensor stored() throws UnusableCheckpointException {
        ElementType type = entry.type()
                .element()
                .orElseThrow(() -> new UnusableCheckpointException(
                        "The tensor '%s' in '%s' is stored as %s; only F32, F16 and BF16 can be read, so get the checkpoint in one of these."
                                .formatted(entry.name(), file, entry.type())));
        return new StoredTensor(entry.name(), file, type, entry.shape(), data.asSlice(entry.begin(), entry.bytes()));
    }
}
