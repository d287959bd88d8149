package io.cloister.audit.note;

/** A text is not a checkpoint signed by the key one trusts; the message completes "the note …". */
public final class InvalidNoteException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidNoteException(String message) {
        super(message);
    }

    InvalidNoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
