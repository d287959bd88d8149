package io.cloister.inference.build;

import java.util.BitSet;

/** How many pieces are made without a gap, counted from the first. Safe for use by several threads. */
final class Frontier {

    private final BitSet made;
    private boolean abandoned;

    Frontier(int pieces) {
        this.made = new BitSet(pieces);
    }

    synchronized void made(int piece) {
        made.set(piece);
        notifyAll();
    }

    /** Nobody makes any more pieces. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    synchronized boolean abandoned() {
        return abandoned;
    }

    /** Waits until the first so many are made; false where they never will be. */
    synchronized boolean await(int pieces) throws InterruptedException {
        while (made.nextClearBit(0) < pieces && !abandoned) {
            wait();
        }
        return !abandoned;
    }
}
