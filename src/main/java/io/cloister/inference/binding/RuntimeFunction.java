package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;

/**
 * The functions of {@code OrtApi} that are used here, with their place in that table. The table only ever grows at its
 * end, so a place stays what it is (onnxruntime_c_api.h: "NO REORDERING").
 */
enum RuntimeFunction {
    GET_ERROR_MESSAGE(2, Result.ADDRESS, ADDRESS),
    CREATE_ENV(3, Result.STATUS, JAVA_INT, ADDRESS, ADDRESS),
    CREATE_SESSION_FROM_ARRAY(8, Result.STATUS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
    CREATE_SESSION_OPTIONS(10, Result.STATUS, ADDRESS),
    SET_INTRA_OP_NUM_THREADS(24, Result.STATUS, ADDRESS, JAVA_INT),
    CREATE_RUN_OPTIONS(39, Result.STATUS, ADDRESS),
    RUN_OPTIONS_SET_TERMINATE(46, Result.STATUS, ADDRESS),
    CREATE_TENSOR(48, Result.STATUS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS),
    CREATE_TENSOR_WITH_DATA(49, Result.STATUS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS),
    GET_TENSOR_MUTABLE_DATA(51, Result.STATUS, ADDRESS, ADDRESS),
    CREATE_MEMORY_INFO(68, Result.STATUS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
    RELEASE_ENV(92, Result.NONE, ADDRESS),
    RELEASE_STATUS(93, Result.NONE, ADDRESS),
    RELEASE_MEMORY_INFO(94, Result.NONE, ADDRESS),
    RELEASE_SESSION(95, Result.NONE, ADDRESS),
    RELEASE_VALUE(96, Result.NONE, ADDRESS),
    RELEASE_RUN_OPTIONS(97, Result.NONE, ADDRESS),
    RELEASE_SESSION_OPTIONS(100, Result.NONE, ADDRESS),
    ADD_SESSION_CONFIG_ENTRY(130, Result.STATUS, ADDRESS, ADDRESS, ADDRESS),
    CREATE_ALLOCATOR(131, Result.STATUS, ADDRESS, ADDRESS, ADDRESS),
    RELEASE_ALLOCATOR(132, Result.NONE, ADDRESS),
    RUN_WITH_BINDING(133, Result.STATUS, ADDRESS, ADDRESS, ADDRESS),
    CREATE_IO_BINDING(134, Result.STATUS, ADDRESS, ADDRESS),
    RELEASE_IO_BINDING(135, Result.NONE, ADDRESS),
    BIND_INPUT(136, Result.STATUS, ADDRESS, ADDRESS, ADDRESS),
    BIND_OUTPUT(137, Result.STATUS, ADDRESS, ADDRESS, ADDRESS),
    ADD_RUN_CONFIG_ENTRY(165, Result.STATUS, ADDRESS, ADDRESS, ADDRESS),
    SYNCHRONIZE_BOUND_OUTPUTS(203, Result.STATUS, ADDRESS),
    APPEND_CUDA(204, Result.STATUS, ADDRESS, ADDRESS),
    CREATE_CUDA_OPTIONS(205, Result.STATUS, ADDRESS),
    UPDATE_CUDA_OPTIONS(206, Result.STATUS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG),
    RELEASE_CUDA_OPTIONS(208, Result.NONE, ADDRESS),
    GET_TENSOR_SIZE(318, Result.STATUS, ADDRESS, ADDRESS),
    COPY_TENSORS(386, Result.STATUS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);

    /** What a function gives back. */
    enum Result {
        /** A status that is null where all is well. */
        STATUS,
        ADDRESS,
        NONE
    }

    private final int place;
    private final Result result;

    @SuppressWarnings("ImmutableEnumChecker") // it is, but cannot say so
    private final FunctionDescriptor descriptor;

    RuntimeFunction(int place, Result result, MemoryLayout... arguments) {
        this.place = place;
        this.result = result;
        this.descriptor = result == Result.NONE
                ? FunctionDescriptor.ofVoid(arguments)
                : FunctionDescriptor.of(ADDRESS, arguments);
    }

    int place() {
        return place;
    }

    Result result() {
        return result;
    }

    FunctionDescriptor descriptor() {
        return descriptor;
    }
}
