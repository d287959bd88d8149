package io.cloister.inference.grammar;

import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pushdown automaton over bytes: the deterministic automata of all rules in one table. Every state that is left in it can
 * still come to an end.
 */
final class Automaton {

    /** Bytes needed to come to an end where that is impossible. */
    static final int NEVER = Integer.MAX_VALUE / 4;

    private final ByteClasses classes;
    private final int[] next;
    private final int[][] calls;
    private final BitSet accepting;
    private final int[] shortest;
    private final Map<Integer, Place> common;
    private final Map<Integer, Bounds> bounds;
    private final BitSet readers = new BitSet();

    /**
     * Where a state is, as far as its own rule goes.
     *
     * @param owner an automaton, or the name of a rule that is the same in others
     * @param state within it
     */
    record Place(Object owner, int state) {}

    /**
     * @param next state after a byte of each class, for each state; less than 0 for none
     * @param calls for each state pairs of the first state of a rule and the state after it
     * @param shortest bytes needed from each state to the end of its rule
     * @param common where the states of rules are that other automata have too
     * @param bounds of the states of rules whose items are counted
     */
    Automaton(
            ByteClasses classes,
            int[] next,
            int[][] calls,
            BitSet accepting,
            int[] shortest,
            Map<Integer, Place> common,
            Map<Integer, Bounds> bounds) {
        this.classes = classes;
        this.next = next;
        this.calls = calls;
        this.accepting = accepting;
        this.shortest = shortest;
        this.common = common;
        this.bounds = bounds;
        for (int i = 0; i < next.length; i++) {
            if (next[i] >= 0) {
                readers.set(i / classes.count());
            }
        }
    }

    /** Where the whole text begins. */
    int start() {
        return 0;
    }

    int classes() {
        return classes.count();
    }

    /** @param value 0 to 255 */
    int classOf(int value) {
        return classes.of(value);
    }

    int next(int state, int byteClass) {
        return next[state * classes.count() + byteClass];
    }

    Place place(int state) {
        return common.getOrDefault(state, new Place(this, state));
    }

    /** Null where nothing is counted. */
    @Nullable Bounds bounds(int state) {
        return bounds.get(state);
    }

    /** States of rules that other automata have too. */
    Set<Integer> commonStates() {
        return common.keySet();
    }

    int[] calls(int state) {
        return calls[state];
    }

    boolean accepts(int state) {
        return accepting.get(state);
    }

    int shortest(int state) {
        return shortest[state];
    }

    /** Whether a byte can come in this state itself. */
    boolean reads(int state) {
        return readers.get(state);
    }

    /** Whether no counted item is under way here; see {@link Bounds}. */
    boolean isBorder(int state) {
        Bounds counted = bounds.get(state);
        int closed = counted == null ? -1 : next(state, classOf(counted.close()));
        return closed >= 0 && isLast(closed);
    }

    /** Whether the rule is over here, whatever comes. */
    boolean isLast(int state) {
        return accepts(state) && !reads(state) && calls(state).length == 0;
    }

    /** Roughly, in memory. */
    int bytes() {
        return next.length * Integer.BYTES + calls.length * 4 * Integer.BYTES;
    }
}
