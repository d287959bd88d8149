package io.cloister.inference.family;

import java.util.List;

/** The second half of a layer, for each token by itself. */
public sealed interface FeedForward {

    /** down(activation(gate(x)) · up(x)). */
    record Gated(Matrix gate, Matrix up, Matrix down, Activation activation) implements FeedForward {}

    /** down(activation(up(x))). */
    record Plain(Matrix up, Matrix down, Activation activation) implements FeedForward {}

    /**
     * A few of many gated parts for each token, weighted by a softmax over the scores of those chosen (Mixtral, Jiang et
     * al. 2024).
     *
     * @param router gives a score for each expert
     * @param chosen experts for each token
     */
    record Experts(Matrix router, List<Gated> experts, int chosen) implements FeedForward {

        public Experts {
            experts = List.copyOf(experts);
        }
    }
}
