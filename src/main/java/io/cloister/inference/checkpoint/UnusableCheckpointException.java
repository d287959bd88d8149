package io.cloister.inference.checkpoint;

import java.io.IOException;

/** A checkpoint that cannot be used. */
public final class UnusableCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param sentence for the person who brought the checkpoint: what is wrong, in which file, and what to do */
    public UnusableCheckpointException(String sentence) {
        super(printable(sentence));
    }

    /** @param sentence for the person who brought the checkpoint: what is wrong, in which file, and what to do */
    public UnusableCheckpointException(String sentence, Throwable cause) {
        super(printable(sentence), cause);
    }

    /** @param fault goes on after "The file is damaged:" */
    static UnusableCheckpointException damaged(String file, String fault) {
        return new UnusableCheckpointException(damagedSentence(file, fault));
    }

    static UnusableCheckpointException damaged(String file, String fault, Throwable cause) {
        return new UnusableCheckpointException(damagedSentence(file, fault), cause);
    }

    /** What is wrong, in which file, and what to do; without control characters. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    private static String damagedSentence(String file, String fault) {
        return "The file '%s' is damaged: %s; copy or download it again.".formatted(file, fault);
    }

    /** Names come from files of strangers and end on terminals and in logs. */
    private static String printable(String sentence) {
        return sentence.replaceAll("\\p{C}", "?");
    }
}
