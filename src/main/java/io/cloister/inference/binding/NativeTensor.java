package io.cloister.inference.binding;

import java.lang.foreign.MemorySegment;

/**
 * A value that graphs read and write: a view of memory that stays its owner's. Closed once, before that memory is given
 * back.
 *
 * @param handle the {@code OrtValue}
 */
record NativeTensor(RuntimeInterface runtime, MemorySegment handle) implements AutoCloseable {

    @Override
    public void close() {
        runtime.call(RuntimeFunction.RELEASE_VALUE, handle);
    }
}
