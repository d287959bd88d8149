package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.cloister.inference.onnx.Device;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a session is opened.
 *
 * @param weights folder of the files that the graph's weights lie in
 * @param threads used inside one run; 0 leaves it to the number of cores
 * @param captured whether a CUDA device may record steps and replay them
 */
record SessionSettings(Path weights, int threads, Device device, boolean captured) {

    private static final String WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path";

    /** The {@code OrtSessionOptions}; the caller's to release. */
    MemorySegment options(RuntimeInterface runtime, Arena arena) {
        MemorySegment options = runtime.create(RuntimeFunction.CREATE_SESSION_OPTIONS);
        try {
            runtime.call(RuntimeFunction.SET_INTRA_OP_NUM_THREADS, options, threads);
            entries()
                    .forEach((key, value) -> runtime.call(
                            RuntimeFunction.ADD_SESSION_CONFIG_ENTRY,
                            options,
                            arena.allocateFrom(key),
                            arena.allocateFrom(value)));
            if (!device.host()) {
                addCuda(runtime, arena, options);
            }
            return options;
        } catch (RuntimeFailure e) {
            runtime.call(RuntimeFunction.RELEASE_SESSION_OPTIONS, options);
            throw e;
        }
    }

    private Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        entries.put(WEIGHTS_FOLDER, weights.toAbsolutePath().toString());
        // Threads wait actively within a run, where the next piece of work comes in microseconds, and sleep after it:
        // other models and requests need the cores. That no text gets slower by it was measured.
        entries.put("session.intra_op.allow_spinning", "1");
        entries.put("session.force_spinning_stop", "1");
        return entries;
    }

    private void addCuda(RuntimeInterface runtime, Arena arena, MemorySegment options) {
        MemorySegment cuda = runtime.create(RuntimeFunction.CREATE_CUDA_OPTIONS);
        try {
            Map<String, String> entries = Map.of(
                    "device_id",
                    String.valueOf(device.number()),
                    "arena_extend_strategy",
                    "kSameAsRequested",
                    "enable_cuda_graph",
                    captured ? "1" : "0");
            MemorySegment keys = arena.allocate(ADDRESS, entries.size());
            MemorySegment values = arena.allocate(ADDRESS, entries.size());
            int i = 0;
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                keys.setAtIndex(ADDRESS, i, arena.allocateFrom(entry.getKey()));
                values.setAtIndex(ADDRESS, i++, arena.allocateFrom(entry.getValue()));
            }
            runtime.call(RuntimeFunction.UPDATE_CUDA_OPTIONS, cuda, keys, values, (long) entries.size());
            runtime.call(RuntimeFunction.APPEND_CUDA, options, cuda);
        } finally {
            runtime.call(RuntimeFunction.RELEASE_CUDA_OPTIONS, cuda);
        }
    }
}
