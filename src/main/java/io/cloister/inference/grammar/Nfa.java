package io.cloister.inference.grammar;

import io.cloister.inference.grammar.Expression.Both;
import io.cloister.inference.grammar.Expression.Call;
import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Range;
import io.cloister.inference.grammar.Expression.Repeat;
import io.cloister.inference.grammar.Expression.Sequence;
import io.cloister.platform.Problem;
import java.util.ArrayList;
import java.util.List;

/** A nondeterministic automaton of one expression, built as Thompson does (1968); calls are symbols like bytes. */
final class Nfa {

    private static final int MOST_STATES = 400_000;

    /** @param from less than 0 for a call of the rule {@code to} */
    record Edge(int from, int to, int target) {
        boolean isCall() {
            return from < 0;
        }
    }

    final List<List<Edge>> edges = new ArrayList<>();
    final List<List<Integer>> silent = new ArrayList<>();
    final int start;
    final int end;
    private final ByteClasses classes;

    /** @throws Problem {@code invalid-input} where it gets too large */
    Nfa(Expression expression, ByteClasses classes) {
        this.classes = classes;
        start = state();
        end = build(expression, start);
    }

    private int state() {
        if (edges.size() >= MOST_STATES) {
            throw GrammarProblem.tooLarge();
        }
        edges.add(new ArrayList<>(1));
        silent.add(new ArrayList<>(1));
        return edges.size() - 1;
    }

    /** Appends an expression after a state and gives the state after it. */
    private int build(Expression expression, int from) {
        return switch (expression) {
            case Range range -> edge(from, range.from(), range.to());
            case Call call -> edge(from, -1, call.rule());
            case Sequence sequence -> {
                int at = from;
                for (Expression part : sequence.parts()) {
                    at = build(part, at);
                }
                yield at;
            }
            case Choice choice -> {
                int after = state();
                for (Expression alternative : choice.alternatives()) {
                    int begin = state();
                    silent.get(from).add(begin);
                    silent.get(build(alternative, begin)).add(after);
                }
                yield after;
            }
            case Repeat repeat -> repeat(repeat, from);
            case Both both -> product(both, from);
        };
    }

    private int edge(int source, int from, int to) {
        int target = state();
        edges.get(source).add(new Edge(from, to, target));
        return target;
    }

    private int repeat(Repeat repeat, int from) {
        int at = from;
        for (int i = 0; i < repeat.least(); i++) {
            at = build(repeat.body(), at);
        }
        int after = state();
        if (repeat.most() == Expression.UNBOUNDED) {
            int loop = state();
            silent.get(at).add(loop);
            silent.get(build(repeat.body(), loop)).add(loop);
            silent.get(loop).add(after);
            return after;
        }
        for (int i = repeat.least(); i < repeat.most(); i++) {
            silent.get(at).add(after);
            at = build(repeat.body(), at);
        }
        silent.get(at).add(after);
        return after;
    }

    private int product(Both both, int from) {
        Dfa product = DfaProduct.of(
                new SubsetConstruction(new Nfa(both.first(), classes), classes).dfa(),
                new SubsetConstruction(new Nfa(both.second(), classes), classes).dfa(),
                classes);
        int first = edges.size();
        for (int i = 0; i < product.size(); i++) {
            state();
        }
        int after = state();
        silent.get(from).add(first);
        for (int i = 0; i < product.size(); i++) {
            for (int c = 0; c < classes.count(); c++) {
                int target = product.next(i, c);
                if (target >= 0) {
                    edges.get(first + i).add(new Edge(classes.first(c), classes.last(c), first + target));
                }
            }
            if (product.accepting(i)) {
                silent.get(first + i).add(after);
            }
        }
        return after;
    }
}
