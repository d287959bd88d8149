package io.cloister.inference.sampling;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a text where one of some strings begins, while the text still arrives in pieces, however it is cut. Of several in
 * it the one that begins first ends it: one that is complete waits for others that began before it and may still become
 * whole. Takes time in proportion to the text, however long the strings are. Not safe for use by several threads.
 */
public final class StopStrings {

    private static final long NOWHERE = Long.MAX_VALUE;

    /** Those that may still begin before the end. */
    private final List<StopString> sought = new ArrayList<>();

    private final StringBuilder held = new StringBuilder();
    private int given;

    /** Offsets in the whole text, like all that are long. */
    private long read;

    private long end = NOWHERE;

    /** @param stops of at least one character each */
    public StopStrings(List<String> stops) {
        stops.forEach(stop -> sought.add(new StopString(stop)));
    }

    /**
     * Takes more of the text and gives what is certainly no part of a stop string; often empty, and always once the text
     * has stopped.
     */
    public String append(String piece) {
        for (int i = 0; i < piece.length() && !stopped(); i++) {
            take(piece.charAt(i));
        }
        long certain = Math.min(read, end);
        for (StopString stop : sought) {
            certain = Math.min(certain, read - stop.matched());
        }
        return give(certain);
    }

    private void take(char next) {
        held.append(next);
        read++;
        for (StopString stop : sought) {
            stop.append(next);
            if (stop.found()) {
                end = Math.min(end, read - stop.matched());
            }
        }
        if (end != NOWHERE) {
            sought.removeIf(stop -> read - stop.matched() >= end);
        }
    }

    /** Throws away what was given only where that is most of what is held, and so seldom moves the rest. */
    private String give(long until) {
        int to = (int) (until - read + held.length());
        String text = held.substring(given, to);
        given = to;
        if (given > held.length() / 2) {
            held.delete(0, given);
            given = 0;
        }
        return text;
    }

    /** Whether a stop string is complete and its beginning certain; nothing more is given then. */
    public boolean stopped() {
        return end != NOWHERE && sought.isEmpty();
    }

    /** Says that the text has ended and gives what was held back, up to a stop string where one is complete. */
    public String finish() {
        sought.clear();
        return give(Math.min(read, end));
    }
}
