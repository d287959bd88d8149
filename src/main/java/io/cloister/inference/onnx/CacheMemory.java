package io.cloister.inference.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Memory for the cache of a text: for each tensor [heads, capacity, width]. Outside the heap, zeros at first. */
final class CacheMemory implements AutoCloseable {

    /** The runtime's buffers end a little below 2 GiB. */
    private static final long LARGEST = Integer.MAX_VALUE - 1024;

    /** So that the runtime's vector instructions find a tensor where they like it. */
    private static final int ALIGNMENT = 64;

    private final List<CacheTensor> tensors;
    private final int capacity;
    private final Arena arena = Arena.ofShared();
    private final List<MemorySegment> segments = new ArrayList<>();

    /** @throws IllegalStateException where there is not so much memory */
    CacheMemory(List<CacheTensor> tensors, int capacity) {
        this.tensors = tensors;
        this.capacity = capacity;
        try {
            for (CacheTensor tensor : tensors) {
                if (bytes(tensor) > LARGEST) {
                    throw new OutOfMemoryError("more than 2 GiB in one tensor");
                }
                segments.add(arena.allocate(bytes(tensor), ALIGNMENT));
            }
        } catch (OutOfMemoryError e) {
            close();
            throw new IllegalStateException("There is no memory for a text of %,d tokens".formatted(capacity), e);
        }
    }

    int capacity() {
        return capacity;
    }

    /** Takes over what a smaller one holds. */
    void copy(CacheMemory smaller) {
        for (int i = 0; i < tensors.size(); i++) {
            long from = tensors.get(i).headBytes(smaller.capacity);
            long to = tensors.get(i).headBytes(capacity);
            for (long head = 0; head < tensors.get(i).heads(); head++) {
                MemorySegment.copy(smaller.segments.get(i), head * from, segments.get(i), head * to, from);
            }
        }
    }

    /** The memory itself of one tensor. */
    ByteBuffer part(int tensor) {
        return segments.get(tensor).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private long bytes(CacheTensor tensor) {
        return tensor.heads() * tensor.headBytes(capacity);
    }

    /** No tensor over this memory may be in use any more. */
    @Override
    public void close() {
        arena.close();
    }
}
