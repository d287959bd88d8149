package io.cloister.inference.scheduling;

/** Guesses how a text goes on. A guess costs time where it is wrong and never changes the text. */
interface Drafter {

    /** Most tokens guessed at once. */
    int MOST = 8;

    int[] NOTHING = {};

    /**
     * Guesses the next tokens.
     *
     * @param size of the text
     * @param limit most tokens wanted
     */
    int[] draft(int[] tokens, int size, int limit);

    /** How many tokens of the last guess were right. */
    void judged(int guessed, int right);
}
