package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.function.Predicate;

/** Qwen2 and 2.5 (Yang et al. 2024): Llama with biases on queries, keys and values; upper layers may see a window. */
final class Qwen2Family implements Family {

    @Override
    public String architecture() {
        return "Qwen2ForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("rms_norm_eps", 1e-6);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        config.require("use_mrope", false);
        List<Scoring> scoring = QwenWindows.scoring(config, size);
        return new DecoderDescription(
                architecture(),
                "qwen2",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, true, false)
                                        .scored(scoring.get(layer))
                                        .turned(rotary)
                                        .padded(),
                                parts.gated(layer, activation, false),
                                parts.normedBefore(layer, epsilon))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", false)));
    }
}
