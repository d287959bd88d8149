package io.cloister.inference.onnx;

/** A graph that cannot be loaded, or has other inputs and outputs than such a model must have. */
public final class UnusableGraphException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message fits behind a colon */
    public UnusableGraphException(String message) {
        super(message);
    }

    /** @param message fits behind a colon */
    public UnusableGraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
