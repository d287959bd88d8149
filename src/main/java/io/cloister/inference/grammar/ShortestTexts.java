package io.cloister.inference.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;

/** How many bytes each state is from the end of its rule; takes away what leads to no end. */
final class ShortestTexts {

    private static final int[] NO_CALLS = {};

    private final int columns;
    private final int[] next;
    private final int[][] calls;
    private final Map<Integer, Bounds> bounds;
    private final int[] shortest;

    ShortestTexts(int columns, int[] next, int[][] calls, BitSet accepting, Map<Integer, Bounds> bounds) {
        this.columns = columns;
        this.next = next;
        this.calls = calls;
        this.bounds = bounds;
        this.shortest = new int[calls.length];
        Arrays.fill(shortest, Automaton.NEVER);
        accepting.stream().forEach(state -> shortest[state] = 0);
    }

    /** Changes the tables that were given. */
    int[] find() {
        boolean changed = true;
        while (changed) {
            changed = false;
            // States are numbered from the start on, so most ends are near the back.
            for (int state = calls.length - 1; state >= 0; state--) {
                int best = best(state);
                if (best < shortest[state]) {
                    shortest[state] = best;
                    changed = true;
                }
            }
        }
        prune();
        return shortest;
    }

    private int best(int state) {
        int best = shortest[state];
        for (int i = state * columns; i < (state + 1) * columns; i++) {
            if (next[i] >= 0) {
                best = Math.min(best, 1 + shortest[next[i]]);
            }
        }
        for (int i = 0; i < calls[state].length; i += 2) {
            best = Math.min(best, whole(calls[state][i]) + shortest[calls[state][i + 1]]);
        }
        return Math.min(best, Automaton.NEVER);
    }

    /** Of a rule from its start; an item that is counted takes a byte at least. */
    private int whole(int start) {
        Bounds counted = bounds.get(start);
        return shortest[start] + (counted == null ? 0 : counted.least());
    }

    private void prune() {
        for (int i = 0; i < next.length; i++) {
            if (next[i] >= 0 && shortest[next[i]] >= Automaton.NEVER) {
                next[i] = -1;
            }
        }
        for (int state = 0; state < calls.length; state++) {
            int[] pairs = calls[state];
            int[] kept = IntStream.range(0, pairs.length)
                    .filter(i -> shortest[pairs[i & ~1]] < Automaton.NEVER && shortest[pairs[i | 1]] < Automaton.NEVER)
                    .map(i -> pairs[i])
                    .toArray();
            calls[state] = kept.length == 0 ? NO_CALLS : kept;
        }
    }
}
