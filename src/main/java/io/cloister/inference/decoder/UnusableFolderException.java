package io.cloister.inference.decoder;

import io.cloister.platform.Problem;

/** A model folder that cannot be used; the message is a sentence for the person who brought it. */
public final class UnusableFolderException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableFolderException(String sentence) {
        super(sentence);
    }

    private UnusableFolderException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static UnusableFolderException of(Problem problem) {
        return new UnusableFolderException(problem.sentence(), problem);
    }

    static UnusableFolderException unreadable(String file, Throwable cause) {
        return new UnusableFolderException(
                "The file '%s' cannot be read and seems damaged; copy or download it again.".formatted(file), cause);
    }

    static UnusableFolderException unfit(String file, Throwable cause) {
        return new UnusableFolderException(
                "The file '%s' cannot be used: %s. Export the model as a text decoder with past key values."
                        .formatted(file, cause.getMessage()),
                cause);
    }

    /** Whether everything is there and something of it cannot be used. */
    public boolean damaged() {
        return getCause() != null;
    }

    /** What is wrong and what to do. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
