package io.cloister.inference.checkpoint;

import java.io.IOException;

/** A checkpoint that cannot be used. */
public final class UnusableCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param sentence for the person who brought the checkpoint: what is wrong, in which file, and what to do */
    public UnusableCheckpointException(String sentence) {
        super(sentence);
    }

    /** @param sentence for the person who brought the checkpoint: what is wrong, in which file, and what to do */
    public UnusableCheckpointException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What is wrong, in which file, and what to do. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
