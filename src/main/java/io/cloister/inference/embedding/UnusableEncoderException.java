package io.cloister.inference.embedding;

/** A folder that holds no usable encoder; the message is a sentence for the person who brought it. */
final class UnusableEncoderException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableEncoderException(String sentence) {
        super(sentence);
    }

    UnusableEncoderException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static UnusableEncoderException unreadable(String file, Throwable cause) {
        return new UnusableEncoderException(
                "The file '%s' cannot be read and seems damaged; copy or download it again.".formatted(file), cause);
    }

    /** What is wrong and what to do. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
