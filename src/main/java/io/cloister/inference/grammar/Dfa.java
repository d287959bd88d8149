package io.cloister.inference.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A deterministic automaton of one rule, state 0 first. Several rules can be called in one state. */
final class Dfa {

    private static final int MOST_CELLS = 6_000_000;
    private static final int MOST_STATES = 100_000;
    private static final int NONE = -1;

    /** Matches a rule, then goes on. */
    record Call(int rule, int target) {}

    private final int columns;
    private final List<List<Call>> calls = new ArrayList<>();
    private final List<Boolean> accepting = new ArrayList<>();
    private int[] next = new int[0];

    Dfa(int columns) {
        this.columns = columns;
    }

    int add(boolean accepts) {
        int state = calls.size();
        if (state >= MOST_STATES || (long) (state + 1) * columns > MOST_CELLS) {
            throw GrammarProblem.tooLarge();
        }
        if (next.length < (state + 1) * columns) {
            int old = next.length;
            next = Arrays.copyOf(next, Math.max(2 * old, 16 * columns));
            Arrays.fill(next, old, next.length, NONE);
        }
        calls.add(List.of());
        accepting.add(accepts);
        return state;
    }

    void set(int state, int column, int target) {
        next[state * columns + column] = target;
    }

    void set(int state, List<Call> rules) {
        calls.set(state, List.copyOf(rules));
    }

    int size() {
        return calls.size();
    }

    /** Less than 0 where there is none. */
    int next(int state, int column) {
        return next[state * columns + column];
    }

    List<Call> calls(int state) {
        return calls.get(state);
    }

    boolean accepting(int state) {
        return accepting.get(state);
    }
}
