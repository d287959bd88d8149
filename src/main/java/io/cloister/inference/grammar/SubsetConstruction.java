package io.cloister.inference.grammar;

import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes an automaton deterministic (Rabin and Scott, 1959). */
final class SubsetConstruction {

    private final Nfa nfa;
    private final ByteClasses classes;
    private final Dfa dfa;

    /** Sets of states of the nondeterministic one, ascending. */
    private final Map<IntBuffer, Integer> known = new HashMap<>();

    private final ArrayDeque<IntBuffer> open = new ArrayDeque<>();

    SubsetConstruction(Nfa nfa, ByteClasses classes) {
        this.nfa = nfa;
        this.classes = classes;
        this.dfa = new Dfa(classes.count());
    }

    Dfa dfa() {
        number(List.of(nfa.start));
        for (IntBuffer states = open.poll(); states != null; states = open.poll()) {
            expand(states);
        }
        return dfa;
    }

    private void expand(IntBuffer states) {
        int source = known.getOrDefault(states, 0);
        var byClass = new TreeMap<Integer, List<Integer>>();
        var byRule = new TreeMap<Integer, List<Integer>>();
        for (int state : states.array()) {
            for (Nfa.Edge edge : nfa.edges.get(state)) {
                if (edge.isCall()) {
                    byRule.computeIfAbsent(edge.to(), _ -> new ArrayList<>(1)).add(edge.target());
                    continue;
                }
                for (int c = classes.of(edge.from()); c <= classes.of(edge.to()); c++) {
                    byClass.computeIfAbsent(c, _ -> new ArrayList<>(1)).add(edge.target());
                }
            }
        }
        byClass.forEach((column, targets) -> dfa.set(source, column, number(targets)));
        if (!byRule.isEmpty()) {
            List<Dfa.Call> calls = new ArrayList<>();
            byRule.forEach((rule, targets) -> calls.add(new Dfa.Call(rule, number(targets))));
            dfa.set(source, calls);
        }
    }

    /** The number of the set of all states that can be reached in silence. */
    private int number(List<Integer> from) {
        var reached = new BitSet();
        var stack = new ArrayDeque<>(from);
        while (!stack.isEmpty()) {
            int state = stack.pop();
            if (!reached.get(state)) {
                reached.set(state);
                stack.addAll(nfa.silent.get(state));
            }
        }
        boolean accepts = reached.get(nfa.end);
        // States that only pass on tell sets apart that mean the same.
        IntBuffer states = IntBuffer.wrap(reached.stream()
                .filter(state -> state == nfa.end || !nfa.edges.get(state).isEmpty())
                .toArray());
        return known.computeIfAbsent(states, added -> {
            open.add(added);
            return dfa.add(accepts);
        });
    }
}
