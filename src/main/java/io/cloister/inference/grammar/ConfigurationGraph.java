package io.cloister.inference.grammar;

import io.cloister.platform.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of an automaton that were met, and how bytes lead from one to another. It only grows; who uses it
 * goes over to a new one where it is full. Safe for use by many threads.
 */
final class ConfigurationGraph {

    private static final int FULL = 8_000;
    private static final int MOST_STACKS = 2_000;

    private final Automaton automaton;
    private final ConcurrentHashMap<Stack, Stack> stacks = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Set<Stack>, Configuration> unfinished = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Set<Stack>, Configuration> finished = new ConcurrentHashMap<>();
    private final Configuration start;

    ConfigurationGraph(Automaton automaton) {
        this.automaton = automaton;
        this.start = at(automaton.start(), 0, null);
    }

    Automaton automaton() {
        return automaton;
    }

    /** Before the first byte. */
    Configuration start() {
        return start;
    }

    boolean isFull() {
        return unfinished.size() + finished.size() > FULL;
    }

    /** In a state, with what follows its rule. */
    Configuration at(int state, int count, @Nullable Stack below) {
        var closure = new Closure();
        closure.add(state, count, below);
        return closure.configuration();
    }

    /** The same configuration of another graph of this automaton. */
    Configuration adopt(Configuration other) {
        return configuration(other.stacks().stream().map(this::adopt).toList(), other.complete());
    }

    private Stack adopt(Stack foreign) {
        List<Stack> path = new ArrayList<>();
        for (Stack at = foreign; at != null; at = at.below()) {
            path.add(at);
        }
        Stack own = null;
        for (Stack at : path.reversed()) {
            own = stack(at.state(), at.count(), own);
        }
        return Objects.requireNonNull(own);
    }

    /**
     * After one more byte.
     *
     * @param value 0 to 255
     * @throws Problem {@code invalid-input} where there are too many ways to read the text
     */
    Configuration step(Configuration from, int value) {
        if (from.next.length == 0) {
            return from.complete() ? configuration(List.of(), false) : from;
        }
        int byteClass = automaton.classOf(value);
        Configuration known = from.next[byteClass];
        if (known == null) {
            var closure = new Closure();
            for (Stack stack : from.stacks()) {
                int target = automaton.next(stack.state(), byteClass);
                if (target >= 0 && counts(stack, target)) {
                    closure.add(target, count(target, stack.count()), stack.below());
                }
            }
            known = closure.configuration();
            from.next[byteClass] = known;
        }
        return known;
    }

    /** The same for texts that the automaton may not know; null where it knows none that begins like this. */
    @Nullable Configuration follow(Configuration from, int value) {
        Configuration next = step(from, value);
        return next.isDead() ? null : next;
    }

    /** Whether the number of items allows that one begins or that they are closed. */
    private boolean counts(Stack stack, int target) {
        Bounds bounds = automaton.bounds(stack.state());
        if (bounds == null || !automaton.isBorder(stack.state())) {
            return true;
        }
        return automaton.isLast(target) ? bounds.missing(stack.count()) == 0 : bounds.room(stack.count()) > 0;
    }

    private int count(int state, int before) {
        Bounds bounds = automaton.bounds(state);
        return bounds != null && automaton.isBorder(state) ? bounds.next(before) : before;
    }

    private Stack stack(int state, int count, @Nullable Stack below) {
        int rest = below == null ? 0 : below.shortest();
        Bounds bounds = automaton.bounds(state);
        int missing = bounds == null ? 0 : bounds.missing(automaton.isBorder(state) ? count : count + 1);
        Stack stack =
                new Stack(state, count, below, Math.min(Automaton.NEVER, automaton.shortest(state) + missing + rest));
        return stacks.computeIfAbsent(stack, Stack.class::cast);
    }

    private Configuration configuration(List<Stack> tops, boolean complete) {
        return (complete ? finished : unfinished)
                .computeIfAbsent(Set.copyOf(tops), _ -> new Configuration(tops, complete, automaton.classes()));
    }

    /** Follows calls and ends of rules until bytes are read. */
    private final class Closure {

        private final Set<Stack> seen = new HashSet<>();
        private final List<Stack> tops = new ArrayList<>(1);
        private boolean complete;

        void add(int state, int count, @Nullable Stack below) {
            if (automaton.isLast(state)) {
                leave(below);
                return;
            }
            Stack stack = stack(state, count, below);
            if (!seen.add(stack)) {
                return;
            }
            if (seen.size() > MOST_STACKS) {
                throw GrammarProblem.invalid(
                        "The schema or grammar for the answer can be read in too many ways at once. Please make its alternatives differ earlier.");
            }
            if (automaton.reads(state)) {
                tops.add(stack);
            }
            int[] calls = automaton.calls(state);
            for (int i = 0; i < calls.length; i += 2) {
                // A rule that ends with a call needs no place to come back to.
                add(calls[i], 0, automaton.isLast(calls[i + 1]) ? below : stack(calls[i + 1], 0, below));
            }
            if (automaton.accepts(state)) {
                leave(below);
            }
        }

        private void leave(@Nullable Stack below) {
            if (below == null) {
                complete = true;
            } else {
                add(below.state(), below.count(), below.below());
            }
        }

        Configuration configuration() {
            return ConfigurationGraph.this.configuration(tops, complete);
        }
    }
}
