package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.cloister.inference.onnx.Device;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A graph in memory and the memory of its device. Safe for use by many threads; each {@link Binding} belongs to one.
 * What was made here must be closed before it is.
 */
final class NativeSession implements AutoCloseable {

    /** {@code OrtDeviceAllocator}: memory straight from the device or the system, which gives pages when they are touched. */
    private static final int DEVICE_ALLOCATOR = 0;

    private static final int DEFAULT_MEMORY = 0;

    private final RuntimeInterface runtime = RuntimeInterface.get();
    private final Device device;
    private final Deque<Runnable> release = new ArrayDeque<>();
    private final MemorySegment session;
    private final MemorySegment hostMemory;
    private final MemorySegment deviceMemory;
    private final MemorySegment allocator;

    NativeSession(byte[] graph, SessionSettings settings) {
        this.device = settings.device();
        try (var arena = Arena.ofConfined()) {
            MemorySegment options = settings.options(runtime, arena);
            try {
                this.session = runtime.create(
                        RuntimeFunction.CREATE_SESSION_FROM_ARRAY,
                        runtime.environment(),
                        arena.allocateFrom(JAVA_BYTE, graph),
                        (long) graph.length,
                        options);
            } finally {
                runtime.call(RuntimeFunction.RELEASE_SESSION_OPTIONS, options);
            }
        }
        release.push(() -> runtime.call(RuntimeFunction.RELEASE_SESSION, session));
        try {
            this.hostMemory = memory(Device.CPU);
            this.deviceMemory = memory(device);
            this.allocator = runtime.create(RuntimeFunction.CREATE_ALLOCATOR, session, deviceMemory);
            release.push(() -> runtime.call(RuntimeFunction.RELEASE_ALLOCATOR, allocator));
        } catch (RuntimeFailure e) {
            close();
            throw e;
        }
    }

    private MemorySegment memory(Device of) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment info = runtime.create(
                    RuntimeFunction.CREATE_MEMORY_INFO,
                    arena.allocateFrom(of.memory()),
                    DEVICE_ALLOCATOR,
                    of.number(),
                    DEFAULT_MEMORY);
            release.push(() -> runtime.call(RuntimeFunction.RELEASE_MEMORY_INFO, info));
            return info;
        }
    }

    Device device() {
        return device;
    }

    /** A tensor in memory of the device's own, which closing gives back. */
    NativeTensor allocate(ElementType type, long... shape) {
        try (var arena = Arena.ofConfined()) {
            return new NativeTensor(
                    runtime,
                    runtime.create(
                            RuntimeFunction.CREATE_TENSOR,
                            allocator,
                            arena.allocateFrom(JAVA_LONG, shape),
                            (long) shape.length,
                            type.code()));
        }
    }

    /** Where a tensor lies; on a device that the program cannot read, only to be passed on. */
    MemorySegment address(NativeTensor tensor) {
        return runtime.create(RuntimeFunction.GET_TENSOR_MUTABLE_DATA, tensor.handle());
    }

    /**
     * A tensor over some of the device's memory.
     *
     * @param memory lives until the tensor is closed
     */
    NativeTensor onDevice(MemorySegment memory, ElementType type, long... shape) {
        return over(deviceMemory, memory, type, shape);
    }

    /**
     * A tensor over memory of the program.
     *
     * @param memory lives until the tensor is closed
     */
    NativeTensor onHost(MemorySegment memory, ElementType type, long... shape) {
        return over(hostMemory, memory, type, shape);
    }

    private NativeTensor over(MemorySegment info, MemorySegment memory, ElementType type, long... shape) {
        long bytes = type.bytes();
        for (long size : shape) {
            bytes *= size;
        }
        try (var arena = Arena.ofConfined()) {
            return new NativeTensor(
                    runtime,
                    runtime.create(
                            RuntimeFunction.CREATE_TENSOR_WITH_DATA,
                            info,
                            memory,
                            bytes,
                            shape.length == 0 ? MemorySegment.NULL : arena.allocateFrom(JAVA_LONG, shape),
                            (long) shape.length,
                            type.code()));
        }
    }

    /** Copies tensors, each into one of the same size, between the program's memory and the device's. */
    void copy(List<NativeTensor> from, List<NativeTensor> to) {
        if (device.host()) {
            // The runtime copies between devices only.
            for (int i = 0; i < from.size(); i++) {
                contents(to.get(i)).copyFrom(contents(from.get(i)));
            }
            return;
        }
        try (var arena = Arena.ofConfined()) {
            MemorySegment sources = arena.allocate(ADDRESS, from.size());
            MemorySegment targets = arena.allocate(ADDRESS, to.size());
            for (int i = 0; i < from.size(); i++) {
                sources.setAtIndex(ADDRESS, i, from.get(i).handle());
                targets.setAtIndex(ADDRESS, i, to.get(i).handle());
            }
            runtime.call(
                    RuntimeFunction.COPY_TENSORS, runtime.environment(), sources, targets, MemorySegment.NULL, (long)
                            from.size());
        }
    }

    @SuppressWarnings("restricted") // the memory is the runtime's
    private MemorySegment contents(NativeTensor tensor) {
        MemorySegment bytes = runtime.create(RuntimeFunction.GET_TENSOR_SIZE, tensor.handle());
        return address(tensor).reinterpret(bytes.address());
    }

    Binding bind() {
        return new Binding(
                runtime, session, runtime.create(RuntimeFunction.CREATE_IO_BINDING, session), !device.host());
    }

    @Override
    public void close() {
        while (!release.isEmpty()) {
            release.pop().run();
        }
    }
}
