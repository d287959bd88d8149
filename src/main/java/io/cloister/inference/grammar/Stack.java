package io.cloister.inference.grammar;

import org.jspecify.annotations.Nullable;

/**
 * A state and where to go on when its rule is over. Made by a {@link ConfigurationGraph} only, once each, so that those
 * below can be compared by identity.
 *
 * @param count of items in a rule that repeats one, see {@link Bounds}; 0 in others
 * @param below null where the whole text is over then
 * @param shortest bytes needed to the end of the text
 */
record Stack(int state, int count, @Nullable Stack below, int shortest) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stack stack && state == stack.state && count == stack.count && below == stack.below;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * state + count) + System.identityHashCode(below);
    }
}
