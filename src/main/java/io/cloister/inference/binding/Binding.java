package io.cloister.inference.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Inputs and outputs of a graph, bound to tensors once and run many times: {@code OrtIoBinding}. A tensor bound as both
 * is read and written in place. What is bound stays the caller's and must outlive the binding. Used by one thread at a
 * time.
 *
 * <p>An input in the program's memory is copied to a device when it is bound, not when the graph runs: bind it again
 * after it has changed. On the CPU nothing is copied.
 */
final class Binding implements AutoCloseable {

    private final RuntimeInterface runtime;
    private final MemorySegment session;
    private final MemorySegment handle;
    private final boolean asynchronous;

    /** @param asynchronous whether the device may still compute when a run has returned */
    Binding(RuntimeInterface runtime, MemorySegment session, MemorySegment handle, boolean asynchronous) {
        this.runtime = runtime;
        this.session = session;
        this.handle = handle;
        this.asynchronous = asynchronous;
    }

    void input(String name, NativeTensor tensor) {
        bind(RuntimeFunction.BIND_INPUT, name, tensor);
    }

    void output(String name, NativeTensor tensor) {
        bind(RuntimeFunction.BIND_OUTPUT, name, tensor);
    }

    private void bind(RuntimeFunction function, String name, NativeTensor tensor) {
        try (var arena = Arena.ofConfined()) {
            runtime.call(function, handle, arena.allocateFrom(name), tensor.handle());
        }
    }

    /** Runs the graph; all outputs are complete when it returns. */
    void run(RunOptions options) {
        runtime.call(RuntimeFunction.RUN_WITH_BINDING, session, options.handle(), handle);
        if (asynchronous) {
            runtime.call(RuntimeFunction.SYNCHRONIZE_BOUND_OUTPUTS, handle);
        }
    }

    @Override
    public void close() {
        runtime.call(RuntimeFunction.RELEASE_IO_BINDING, handle);
    }
}
