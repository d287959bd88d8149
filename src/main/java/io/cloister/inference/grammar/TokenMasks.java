package io.cloister.inference.grammar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which tokens of a vocabulary may come in a configuration. Safe for use by many threads. */
final class TokenMasks {

    private static final long CACHE_BYTES = 32L << 20;

    private final TokenTrie trie;
    private final int[] ends;
    /** Of rules that all grammars share, so there are few. */
    private final Map<Automaton.Place, CountedMask> counted = new ConcurrentHashMap<>();

    private final Cache<Automaton.Place, LocalMask> local = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((Automaton.Place _, LocalMask mask) -> mask.bytes())
            .build();

    /** @param ends tokens that end a text */
    TokenMasks(TokenTrie trie, int[] ends) {
        this.trie = trie;
        this.ends = ends.clone();
    }

    /** Longs in a mask. */
    int words() {
        return LocalMask.words(trie.vocabulary());
    }

    boolean isEnd(int token) {
        return Arrays.stream(ends).anyMatch(end -> end == token);
    }

    void markAll(long[] mask) {
        Arrays.fill(mask, -1);
        int rest = trie.vocabulary() % Long.SIZE;
        if (rest > 0) {
            mask[mask.length - 1] = (1L << rest) - 1;
        }
    }

    void markEnds(long[] mask) {
        for (int end : ends) {
            mask[end >> 6] |= 1L << end;
        }
    }

    /** Finds out beforehand what is costly and the same for all that holds strings or numbers. */
    void prepare(ConfigurationGraph graph) {
        for (int state : graph.automaton().commonStates()) {
            if (graph.automaton().bounds(state) == null) {
                local(state, graph);
            } else {
                counted(state, graph.automaton());
            }
        }
    }

    /** Adds the tokens that fit the top of a stack, and gives the nodes where its rule may be over. */
    private int[] add(long[] mask, Stack stack, ConfigurationGraph graph) {
        Bounds bounds = graph.automaton().bounds(stack.state());
        if (bounds == null) {
            LocalMask own = local(stack.state(), graph);
            own.addTo(mask);
            return own.exits();
        }
        return counted(stack.state(), graph.automaton())
                .addTo(mask, bounds.missing(stack.count()), bounds.room(stack.count()));
    }

    private CountedMask counted(int state, Automaton automaton) {
        return counted.computeIfAbsent(automaton.place(state), _ -> CountedMask.of(state, automaton, trie));
    }

    private LocalMask local(int state, ConfigurationGraph graph) {
        return local.get(graph.automaton().place(state), _ -> LocalMask.of(state, graph, trie));
    }

    /**
     * Overwrites a mask.
     *
     * @throws Problem {@code unavailable} where the text must go on and no token can say how
     */
    void fill(long[] mask, Configuration configuration, ConfigurationGraph graph) {
        Arrays.fill(mask, 0);
        for (Stack stack : configuration.stacks()) {
            int[] exits = add(mask, stack, graph);
            Stack below = stack.below();
            if (below != null && exits.length > 0) {
                Configuration after = graph.at(below.state(), below.count(), below.below());
                for (int exit : exits) {
                    trie.walk(exit, after, graph::follow, (node, _) -> trie.mark(node, mask));
                }
            }
        }
        if (configuration.complete()) {
            markEnds(mask);
        } else if (Arrays.stream(mask).allMatch(word -> word == 0)) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "This model has no words for what the schema or grammar of the answer asks for. Please choose another model.");
        }
    }
}
