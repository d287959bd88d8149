package io.cloister.inference.grammar;

import io.cloister.platform.Problem;
import java.util.ArrayDeque;
import java.util.BitSet;

/** Finds rules that call themselves before any byte: their stacks would grow without end. */
final class LeftRecursion {

    private final Grammar grammar;
    private final int[] starts;
    private final int[][] calls;
    private final BitSet accepting;

    /** States from which the rule can end without a byte. */
    private final BitSet empty;

    LeftRecursion(Grammar grammar, int[] starts, int[][] calls, BitSet accepting) {
        this.grammar = grammar;
        this.starts = starts;
        this.calls = calls;
        this.accepting = accepting;
        this.empty = empty();
    }

    private BitSet empty() {
        var found = (BitSet) accepting.clone();
        int before;
        do {
            before = found.cardinality();
            for (int state = 0; state < calls.length; state++) {
                for (int i = 0; i < calls[state].length; i += 2) {
                    if (found.get(calls[state][i]) && found.get(calls[state][i + 1])) {
                        found.set(state);
                    }
                }
            }
        } while (found.cardinality() > before);
        return found;
    }

    /** @throws Problem {@code invalid-input} naming the first such rule */
    void refuse() {
        for (int rule = 0; rule < starts.length; rule++) {
            if (reachesItself(starts[rule])) {
                throw GrammarProblem.invalid(
                        "The rule \"%s\" of the grammar calls itself before it reads anything (left recursion). Please write it with repetition or put the call at the end."
                                .formatted(grammar.name(rule)));
            }
        }
    }

    private boolean reachesItself(int start) {
        var seen = new BitSet();
        var open = new ArrayDeque<Integer>();
        open.add(start);
        while (!open.isEmpty()) {
            int state = open.pop();
            if (seen.get(state)) {
                continue;
            }
            seen.set(state);
            for (int i = 0; i < calls[state].length; i += 2) {
                int callee = calls[state][i];
                if (callee == start) {
                    return true;
                }
                open.push(callee);
                if (empty.get(callee)) {
                    open.push(calls[state][i + 1]);
                }
            }
        }
        return false;
    }
}
