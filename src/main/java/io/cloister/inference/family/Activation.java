package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;

/** The function between the two halves of a feed-forward part. */
public enum Activation {
    /** x · σ(x). */
    SILU,
    /** x · Φ(x), with the error function. */
    GELU,
    /** The approximation of GELU by tanh. */
    GELU_TANH,
    RELU;

    /** Reads a name as transformers writes it. */
    static Activation named(String name) throws UnusableCheckpointException {
        return switch (name) {
            case "silu", "swish" -> SILU;
            case "gelu" -> GELU;
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> GELU_TANH;
            case "relu" -> RELU;
            default ->
                throw new UnusableCheckpointException(
                        "config.json asks for the activation '%s', which is not known; known are silu, gelu, gelu_new, gelu_pytorch_tanh and relu."
                                .formatted(name));
        };
    }
}
