package io.cloister.inference.grammar;

import java.util.Arrays;

/** Waits for the marker that begins a call in free text. Not safe for use by several threads. */
final class CallTrigger {

    private static final int MISSING = -1;

    private final byte[] marker;
    private final boolean first;

    /** What was written, as far as a marker may begin in it. */
    private byte[] tail = {};

    private boolean over;

    /** @param first whether only blanks may stand before it, as where the marker is the beginning of any object */
    CallTrigger(byte[] marker, boolean first) {
        this.marker = marker.clone();
        this.first = first;
    }

    /**
     * Takes the bytes of a token.
     *
     * @return how many of them come before the marker's end, where it has been completed; else less than 0
     */
    int append(byte[] bytes) {
        if (over) {
            return MISSING;
        }
        int before = tail.length;
        byte[] joined = Arrays.copyOf(tail, before + bytes.length);
        System.arraycopy(bytes, 0, joined, before, bytes.length);
        int at = blanks(joined);
        while (!first && at < joined.length && matching(joined, at) == 0) {
            at++;
        }
        int matching = matching(joined, at);
        if (matching == marker.length) {
            tail = new byte[0];
            return at + marker.length - before;
        }
        over = first && at < joined.length && matching == 0;
        tail = Arrays.copyOfRange(joined, first ? 0 : at, joined.length);
        return MISSING;
    }

    /** How much of the marker stands at a place: all of it, as much as there is text, or nothing. */
    private int matching(byte[] text, int at) {
        int length = Math.min(marker.length, text.length - at);
        return Arrays.equals(text, at, at + length, marker, 0, length) ? length : 0;
    }

    private static int blanks(byte[] text) {
        int at = 0;
        while (at < text.length && Character.isWhitespace(text[at])) {
            at++;
        }
        return at;
    }
}
