package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.cloister.inference.onnx.RuntimeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The C interface of the ONNX Runtime that the Java library has loaded: {@code OrtGetApiBase} gives a table of functions
 * (onnxruntime_c_api.h). Safe for use by many threads.
 */
final class RuntimeInterface {

    /** Version of the table that {@link RuntimeFunction} was written by; a library that is older is refused. */
    private static final int VERSION = 24;

    /** Where failures are told, and nothing else: level {@code ORT_LOGGING_LEVEL_FATAL}. */
    private static final int FATAL = 4;

    private final Map<RuntimeFunction, MethodHandle> handles = new EnumMap<>(RuntimeFunction.class);
    private final MemorySegment environment;

    private RuntimeInterface(SymbolLookup library) {
        MemorySegment table = table(library);
        for (RuntimeFunction function : RuntimeFunction.values()) {
            MemorySegment address = table.getAtIndex(ADDRESS, function.place());
            FunctionDescriptor descriptor = function.descriptor();
            handles.put(function, spread(handle(address, descriptor), descriptor));
        }
        this.environment =
                create(RuntimeFunction.CREATE_ENV, FATAL, Arena.global().allocateFrom("cloister"));
    }

    /** The one of this process. */
    static RuntimeInterface get() {
        return Holder.ONLY;
    }

    private static final class Holder {
        private static final RuntimeInterface ONLY = new RuntimeInterface(RuntimeLibrary.load());
    }

    /** One environment for all, the Java library's too: ONNX Runtime counts who uses it. */
    MemorySegment environment() {
        return environment;
    }

    @SuppressWarnings("restricted") // reads C's memory
    private static MemorySegment table(SymbolLookup library) {
        MethodHandle base = handle(library.findOrThrow("OrtGetApiBase"), FunctionDescriptor.of(ADDRESS));
        try {
            MemorySegment functions = ((MemorySegment) base.invokeExact()).reinterpret(2 * ADDRESS.byteSize());
            MethodHandle getApi = handle(functions.getAtIndex(ADDRESS, 0), FunctionDescriptor.of(ADDRESS, JAVA_INT));
            MemorySegment table = (MemorySegment) getApi.invokeExact(VERSION);
            if (table.address() == 0) {
                throw new RuntimeFailure("This ONNX Runtime is too old: its C interface lacks version " + VERSION);
            }
            long size = ADDRESS.byteSize() * (RuntimeFunction.COPY_TENSORS.place() + 1);
            return table.reinterpret(size);
        } catch (RuntimeFailure e) {
            throw e;
        } catch (Throwable e) {
            throw new RuntimeFailure("The C interface of ONNX Runtime cannot be reached", e);
        }
    }

    // Restricted because it calls C. The signatures are those of onnxruntime_c_api.h.
    @SuppressWarnings("restricted")
    private static MethodHandle handle(MemorySegment address, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }

    private static MethodHandle spread(MethodHandle handle, FunctionDescriptor descriptor) {
        return handle.asSpreader(Object[].class, descriptor.argumentLayouts().size())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    /**
     * Calls a function.
     *
     * @return what it gives back; null where it is a status that says that all is well, or nothing at all
     * @throws RuntimeFailure with the runtime's own words where it fails
     */
    MemorySegment call(RuntimeFunction function, Object... arguments) {
        Object result = invoke(function, arguments);
        if (function.result() == RuntimeFunction.Result.STATUS && result instanceof MemorySegment status) {
            require(status);
        }
        return result instanceof MemorySegment address ? address : MemorySegment.NULL;
    }

    /** Calls a function whose last argument is where it writes the address of what it makes; gives that address. */
    MemorySegment create(RuntimeFunction function, Object... arguments) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(ADDRESS);
            Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
            all[arguments.length] = target;
            call(function, all);
            return target.get(ADDRESS, 0);
        }
    }

    @SuppressWarnings("restricted") // reads C's memory
    private void require(MemorySegment status) {
        if (status.address() == 0) {
            return;
        }
        MemorySegment text = call(RuntimeFunction.GET_ERROR_MESSAGE, status);
        String message = text.reinterpret(Long.MAX_VALUE).getString(0);
        invoke(RuntimeFunction.RELEASE_STATUS, status);
        throw new RuntimeFailure(message);
    }

    private @Nullable Object invoke(RuntimeFunction function, Object... arguments) {
        try {
            return (Object) Objects.requireNonNull(handles.get(function)).invokeExact(arguments);
        } catch (Throwable e) {
            throw new RuntimeFailure("ONNX Runtime's %s cannot be called".formatted(function), e);
        }
    }
}
