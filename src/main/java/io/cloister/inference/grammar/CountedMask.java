package io.cloister.inference.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tokens that fit a state of a rule that repeats an item, by how many items they need: one walk serves all counts.
 */
final class CountedMask {

    private final TokenTrie trie;

    /** Of tokens that stay within the rule. */
    private final long[] all;

    /** Where these end, in ascending order of the items that they need. */
    private final List<Visit> within;

    /** Where the rule is closed. */
    private final List<Visit> closing;

    private CountedMask(TokenTrie trie, long[] all, List<Visit> within, List<Visit> closing) {
        this.trie = trie;
        this.all = all;
        this.within = List.copyOf(within);
        this.closing = List.copyOf(closing);
    }

    private record Visit(int node, int items) {}

    /** A state and the items that have ended since the first. */
    private record Reached(int state, int items) {}

    static CountedMask of(int state, Automaton automaton, TokenTrie trie) {
        long[] all = new long[LocalMask.words(trie.vocabulary())];
        List<Visit> within = new ArrayList<>();
        List<Visit> closing = new ArrayList<>();
        trie.walk(
                0,
                new Reached(state, 0),
                (from, value) -> {
                    int target = automaton.next(from.state, automaton.classOf(value));
                    return target < 0 ? null : new Reached(target, from.items + (automaton.isBorder(target) ? 1 : 0));
                },
                (node, reached) -> {
                    if (automaton.isLast(reached.state)) {
                        closing.add(new Visit(node, reached.items));
                    } else if (trie.hasToken(node)) {
                        trie.mark(node, all);
                        within.add(new Visit(node, reached.items + (automaton.isBorder(reached.state) ? 0 : 1)));
                    }
                });
        within.sort(Comparator.comparingInt(Visit::items));
        return new CountedMask(trie, all, within, closing);
    }

    /**
     * Adds the tokens that fit.
     *
     * @param missing items that must come before the rule is closed
     * @param room items that may come
     * @return nodes where the rule is over while tokens go on
     */
    int[] addTo(long[] mask, int missing, int room) {
        if (within.isEmpty() || within.getLast().items() <= room) {
            for (int i = 0; i < all.length; i++) {
                mask[i] |= all[i];
            }
        } else {
            within.stream().takeWhile(visit -> visit.items() <= room).forEach(visit -> trie.mark(visit.node(), mask));
        }
        return closing.stream()
                .filter(visit -> visit.items() >= missing && visit.items() <= room)
                .mapToInt(Visit::node)
                .peek(node -> trie.mark(node, mask))
                .filter(trie::hasChildren)
                .toArray();
    }
}
