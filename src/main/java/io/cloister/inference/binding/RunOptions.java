package io.cloister.inference.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What holds for runs: how they are stopped. Safe for use by many threads until it is closed. */
final class RunOptions implements AutoCloseable {

    private final RuntimeInterface runtime;
    private final MemorySegment handle;

    RunOptions(RuntimeInterface runtime) {
        this.runtime = runtime;
        this.handle = runtime.create(RuntimeFunction.CREATE_RUN_OPTIONS);
    }

    /** With an entry of its own. */
    RunOptions(RuntimeInterface runtime, String key, String value) {
        this(runtime);
        try (var arena = Arena.ofConfined()) {
            runtime.call(
                    RuntimeFunction.ADD_RUN_CONFIG_ENTRY, handle, arena.allocateFrom(key), arena.allocateFrom(value));
        }
    }

    MemorySegment handle() {
        return handle;
    }

    /** Makes a run under way fail soon, and all later ones. */
    void terminate() {
        runtime.call(RuntimeFunction.RUN_OPTIONS_SET_TERMINATE, handle);
    }

    @Override
    public void close() {
        runtime.call(RuntimeFunction.RELEASE_RUN_OPTIONS, handle);
    }
}
