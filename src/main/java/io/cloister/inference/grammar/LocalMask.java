package io.cloister.inference.grammar;

import java.util.BitSet;
import java.util.stream.IntStream;

/** The tokens that fit a state of a rule whatever lies below it. */
final class LocalMask {

    /** As bits where there are many, empty otherwise. */
    private final long[] dense;

    /** As numbers where there are few. */
    private final int[] sparse;

    /** Nodes of the trie where the rule may be over while tokens go on. */
    private final int[] exits;

    private LocalMask(long[] dense, int[] sparse, int[] exits) {
        this.dense = dense;
        this.sparse = sparse;
        this.exits = exits;
    }

    /** Of the stack of this state alone. */
    static LocalMask of(int state, ConfigurationGraph graph, TokenTrie trie) {
        long[] mask = new long[words(trie.vocabulary())];
        IntStream.Builder exits = IntStream.builder();
        trie.walk(0, graph.at(state, 0, null), graph::follow, (node, configuration) -> {
            trie.mark(node, mask);
            if (configuration.complete() && trie.hasChildren(node)) {
                exits.add(node);
            }
        });
        int[] few = BitSet.valueOf(mask).stream().limit(mask.length).toArray();
        boolean many = few.length == mask.length;
        return new LocalMask(
                many ? mask : new long[0],
                many ? new int[0] : few,
                exits.build().toArray());
    }

    /** Longs in a mask for so many tokens. */
    static int words(int vocabulary) {
        return (vocabulary + Long.SIZE - 1) / Long.SIZE;
    }

    void addTo(long[] mask) {
        for (int i = 0; i < dense.length; i++) {
            mask[i] |= dense[i];
        }
        for (int token : sparse) {
            mask[token >> 6] |= 1L << token;
        }
    }

    int[] exits() {
        return exits;
    }

    /** In memory. */
    int bytes() {
        return dense.length * Long.BYTES + (sparse.length + exits.length) * Integer.BYTES + 64;
    }
}
