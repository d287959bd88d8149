package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.function.Predicate;

/** Qwen3 (Yang et al. 2025): norms on each head's queries and keys, no biases. */
final class Qwen3Family implements Family {

    @Override
    public String architecture() {
        return "Qwen3ForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("rms_norm_eps", 1e-6);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        boolean biased = config.flag("attention_bias", false);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        List<Scoring> scoring = QwenWindows.scoring(config, size);
        return new DecoderDescription(
                architecture(),
                "qwen3",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, biased, biased)
                                        .normed(
                                                parts.headNorm(layer, "q_norm", epsilon),
                                                parts.headNorm(layer, "k_norm", epsilon),
                                                true)
                                        .scored(scoring.get(layer))
                                        .turned(rotary),
                                parts.gated(layer, activation, false),
                                parts.normedBefore(layer, epsilon))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", false)));
    }
}
