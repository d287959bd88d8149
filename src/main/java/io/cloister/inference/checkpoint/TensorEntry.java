package io.cloister.inference.checkpoint;

import java.util.List;

/**
 * What the header of a safetensors file says of one tensor.
 *
 * @param begin first byte, counted from the end of the header
 * @param end one after the last byte
 */
record TensorEntry(String name, StorageType type, List<Long> shape, long begin, long end) {

    long bytes() {
        return end - begin;
    }
}
