package io.cloister.inference.scheduling;

import java.util.Arrays;

/**
 * Guesses how a text goes on by what followed the same words earlier in it: answers quote their sources. Prompt lookup
 * decoding (Saxena 2023). Guesses more while it is right, and pauses while it is wrong, since each guess costs time.
 * Belongs to one text.
 */
final class PromptLookup implements Drafter {

    /** Tokens that must be the same. */
    private static final int SAME = 3;

    private static final int LONGEST_PAUSE = 32;

    private int most = 2;
    private int pause;
    private int rest;

    @Override
    public int[] draft(int[] tokens, int size, int limit) {
        if (rest > 0) {
            rest--;
            return NOTHING;
        }
        for (int end = size - 1; end >= SAME; end--) {
            if (Arrays.equals(tokens, end - SAME, end, tokens, size - SAME, size)) {
                return Arrays.copyOfRange(tokens, end, Math.min(end + Math.min(most, limit), size));
            }
        }
        return NOTHING;
    }

    @Override
    public void judged(int guessed, int right) {
        if (right == guessed) {
            most = Math.min(2 * most, MOST);
            pause = 0;
        } else if (right == 0) {
            most = Math.max(1, most / 2);
            pause = Math.min(Math.max(1, 2 * pause), LONGEST_PAUSE);
            rest = pause;
        }
    }
}
