package io.cloister.inference.grammar;

/**
 * How often an item comes in a rule of items and a byte that closes them, with which no item begins. They are counted while
 * a text is read: a state for each number would make an automaton of thousands, each with masks of its own.
 *
 * @param most at least {@code least}, or {@link Expression#UNBOUNDED}
 * @param close 0 to 255
 */
record Bounds(int least, int most, int close) {

    private static final int NO_LIMIT = Integer.MAX_VALUE / 2;

    /** Items that may come after some. */
    int room(int count) {
        return most < 0 ? NO_LIMIT : most - count;
    }

    /** Items that must come after some. */
    int missing(int count) {
        return Math.max(0, least - count);
    }

    /** One more; counts that mean the same are one. */
    int next(int count) {
        return most < 0 ? Math.min(count + 1, least) : count + 1;
    }
}
