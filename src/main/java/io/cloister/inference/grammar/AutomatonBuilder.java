package io.cloister.inference.grammar;

import io.cloister.platform.Problem;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes one automaton of the rules of a grammar. */
final class AutomatonBuilder {

    private static final int MOST_CELLS = 6_000_000;

    private final Grammar grammar;
    private final ByteClasses classes;
    private final Dfa[] rules;
    private final int[] starts;
    private final int states;

    private AutomatonBuilder(Grammar grammar) {
        this.grammar = grammar;
        this.classes = new ByteClasses(grammar);
        this.rules = new Dfa[grammar.size()];
        this.starts = new int[grammar.size()];
        int size = 0;
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new SubsetConstruction(new Nfa(grammar.rule(i), classes), classes).dfa();
            starts[i] = size;
            size += rules[i].size();
            if ((long) size * classes.count() > MOST_CELLS) {
                throw GrammarProblem.tooLarge();
            }
        }
        this.states = size;
    }

    /** @throws Problem {@code invalid-input} for a grammar that is too large, calls itself first or matches nothing */
    static Automaton build(Grammar grammar) {
        return new AutomatonBuilder(grammar).automaton();
    }

    private Automaton automaton() {
        int columns = classes.count();
        int[] next = new int[states * columns];
        int[][] calls = new int[states][];
        var accepting = new BitSet(states);
        for (int rule = 0; rule < rules.length; rule++) {
            int offset = starts[rule];
            for (int i = 0; i < rules[rule].size(); i++) {
                accepting.set(offset + i, rules[rule].accepting(i));
                calls[offset + i] = calls(rules[rule].calls(i), offset);
                for (int c = 0; c < columns; c++) {
                    int target = rules[rule].next(i, c);
                    next[(offset + i) * columns + c] = target < 0 ? target : offset + target;
                }
            }
        }
        new LeftRecursion(grammar, starts, calls, accepting).refuse();
        Map<Integer, Bounds> bounds = bounds();
        int[] shortest = new ShortestTexts(columns, next, calls, accepting, bounds).find();
        if (shortest[0] >= Automaton.NEVER) {
            throw GrammarProblem.invalid(
                    "Nothing can meet the schema or grammar for the answer: what it asks for contradicts itself or never ends.");
        }
        return new Automaton(classes, next, calls, accepting, shortest, common(), bounds);
    }

    private Map<Integer, Automaton.Place> common() {
        Map<Integer, Automaton.Place> places = new HashMap<>();
        for (int rule = 0; rule < rules.length; rule++) {
            for (int i = 0; grammar.isCommon(rule) && i < rules[rule].size(); i++) {
                places.put(starts[rule] + i, new Automaton.Place(grammar.name(rule), i));
            }
        }
        return places;
    }

    private Map<Integer, Bounds> bounds() {
        Map<Integer, Bounds> bounds = new HashMap<>();
        for (int rule = 0; rule < rules.length; rule++) {
            Bounds given = grammar.bounds(rule);
            for (int i = 0; given != null && i < rules[rule].size(); i++) {
                bounds.put(starts[rule] + i, given);
            }
        }
        return bounds;
    }

    private int[] calls(List<Dfa.Call> given, int offset) {
        int[] pairs = new int[2 * given.size()];
        for (int i = 0; i < given.size(); i++) {
            pairs[2 * i] = starts[given.get(i).rule()];
            pairs[2 * i + 1] = offset + given.get(i).target();
        }
        return pairs;
    }
}
