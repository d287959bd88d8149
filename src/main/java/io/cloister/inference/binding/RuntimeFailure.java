package io.cloister.inference.binding;

/** ONNX Runtime refused or failed. The message is its own. */
public final class RuntimeFailure extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RuntimeFailure(String message) {
        super(message);
    }

    RuntimeFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a device, or the machine, has no more memory: another text may still fit. */
    public boolean outOfMemory() {
        String message = String.valueOf(getMessage());
        return message.contains("Failed to allocate memory")
                || message.contains("out of memory")
                || message.contains("bad_alloc")
                || message.contains("CUDA_ERROR_OUT_OF_MEMORY")
                || message.contains("BFCArena");
    }
}
