package io.cloister.inference.grammar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Arrays;

/** Which tokens of a vocabulary may come in a configuration. Safe for use by many threads. */
final class TokenMasks {

    private static final long CACHE_BYTES = 32L << 20;

    private final TokenTrie trie;
    private final int[] ends;
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
        graph.automaton().commonStates().forEach(state -> local(state, graph));
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
            LocalMask own = local(stack.state(), graph);
            own.addTo(mask);
            Stack below = stack.below();
            if (below != null && own.exits().length > 0) {
                Configuration after = graph.at(below.state(), below.below());
                for (int exit : own.exits()) {
                    trie.walk(exit, after, graph, (node, _) -> trie.mark(node, mask));
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
