package io.cloister.inference.family;

import org.jspecify.annotations.Nullable;

/** How the two halves of a layer are joined to the residual stream. */
public sealed interface Block {

    /**
     * First attention, then feed-forward: x += scale·after(part(before(x))). A norm that is null leaves its value as it
     * is.
     */
    record Sequential(
            @Nullable Norm beforeAttention,
            @Nullable Norm afterAttention,
            @Nullable Norm beforeFeedForward,
            @Nullable Norm afterFeedForward,
            double scale)
            implements Block {

        static Sequential normedBefore(Norm attention, Norm feedForward) {
            return new Sequential(attention, null, feedForward, null, 1);
        }
    }

    /** Both from the same state: x += attention(n₁(x)) + feedForward(n₂(x)); the norms may be the same one. */
    record Parallel(Norm beforeAttention, Norm beforeFeedForward) implements Block {}
}
