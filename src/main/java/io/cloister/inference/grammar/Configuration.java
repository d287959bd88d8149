package io.cloister.inference.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All ways in which an automaton can have read a text. Safe for use by many threads. */
final class Configuration {

    private final List<Stack> stacks;
    private final boolean complete;

    /** Filled as it is asked for; who comes second finds the same, so no lock is needed. */
    final @Nullable Configuration[] next;

    /** @param complete whether the text may be over */
    Configuration(List<Stack> stacks, boolean complete, int classes) {
        this.stacks = List.copyOf(stacks);
        this.complete = complete;
        this.next = new Configuration[stacks.isEmpty() ? 0 : classes];
    }

    List<Stack> stacks() {
        return stacks;
    }

    boolean complete() {
        return complete;
    }

    /** Whether no text begins like this. */
    boolean isDead() {
        return stacks.isEmpty() && !complete;
    }

    /** Least number of bytes to a complete text. */
    int shortest() {
        return complete ? 0 : stacks.stream().mapToInt(Stack::shortest).min().orElse(Automaton.NEVER);
    }
}
