package io.cloister.inference.scheduling;

/** A text in a row. */
record Slot(int row, Sequence sequence, PrefixStore.Place place, Drafter drafter) {

    /** Whether one token is unread, so that it can take part in a step. */
    boolean steps() {
        return sequence.unread() == 1;
    }
}
