package io.cloister.inference.template;

import java.util.Collection;

/** Depth and weight of a container, from those of what it holds: known when it is made, so that no walk needs a limit. */
final class Nesting {

    private static final long HEAVIEST = Long.MAX_VALUE / 4;

    private Nesting() {}

    static int depth(Collection<? extends Value> items) {
        int deepest = 0;
        for (Value item : items) {
            deepest = Math.max(deepest, item.depth());
        }
        return deepest + 1;
    }

    static long weight(Collection<? extends Value> items) {
        long weight = 1;
        for (Value item : items) {
            weight = Math.min(HEAVIEST, weight + item.weight());
        }
        return weight;
    }
}
