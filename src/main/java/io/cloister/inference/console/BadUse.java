package io.cloister.inference.console;

/** What was asked for cannot be done as it was asked; the message says what is wrong, a semicolon, and what to do. */
final class BadUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadUse(String sentence) {
        super(sentence);
    }
}
