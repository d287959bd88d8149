package io.cloister.inference.grammar;

import org.jspecify.annotations.Nullable;

/**
 * A state and where to go on when its rule is over. Made by a {@link ConfigurationGraph} only, once each, so that those
 * below can be compared by identity.
 *
 * @param below null where the whole text is over then
 * @param shortest bytes needed to the end of the text
 */
record Stack(int state, @Nullable Stack below, int shortest) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stack stack && state == stack.state && below == stack.below;
    }

    @Override
    public int hashCode() {
        return 31 * state + System.identityHashCode(below);
    }
}
