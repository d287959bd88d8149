package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** Mixtral (Jiang et al. 2024): Mistral with experts. */
final class MixtralFamily implements Family {

    @Override
    public String architecture() {
        return "MixtralForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("rms_norm_eps", 1e-5);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        int experts = config.size("num_local_experts", 8);
        int chosen = config.size("num_experts_per_tok", 2);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        Scoring scoring = Scoring.forHeadsOf(size.headSize()).within(config.sizeOrNone("sliding_window"));
        if (activation != Activation.SILU) {
            throw new UnusableCheckpointException(
                    "config.json asks for experts with another activation than silu, which is not built; choose another checkpoint.");
        }
        return new DecoderDescription(
                architecture(),
                "mixtral",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, false, false)
                                        .scored(scoring)
                                        .turned(rotary)
                                        .padded(),
                                experts(parts, layer, experts, chosen),
                                parts.normedBefore(layer, epsilon))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", false)));
    }

    private static FeedForward experts(LlamaParts parts, int layer, int count, int chosen)
            throws UnusableCheckpointException {
        String tensors = LlamaParts.layer(layer) + "block_sparse_moe.";
        String name = "layers." + layer + ".feed_forward.";
        return new FeedForward.Experts(
                Matrix.of(
                        name + "router",
                        tensors + "gate.weight",
                        count,
                        parts.size().hidden()),
                Layers.of(count, number -> {
                    String expert = tensors + "experts." + number + ".";
                    return parts.gated(
                            name + "experts." + number + ".",
                            expert + "w1",
                            expert + "w3",
                            expert + "w2",
                            Activation.SILU,
                            false);
                }),
                chosen);
    }
}
