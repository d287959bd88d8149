package io.cloister.audit.sealing;

/** Nothing may be added to the trail before somebody has looked at it; the message says what does not fit. */
public final class SealingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealingRefusedException(String message) {
        super(message);
    }

    SealingRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
