package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** Llama 2 and 3 (Touvron et al. 2023, Grattafiori et al. 2024), and what has their shape: SmolLM, SmolLM2, Falcon3. */
final class LlamaFamily implements Family {

    @Override
    public String architecture() {
        return "LlamaForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("rms_norm_eps", 1e-6);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        boolean attentionBias = config.flag("attention_bias", false);
        boolean feedForwardBias = config.flag("mlp_bias", false);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        config.require("rope_interleaved", false);
        return new DecoderDescription(
                architecture(),
                "llama",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, attentionBias, attentionBias)
                                        .turned(rotary)
                                        .padded(),
                                parts.gated(layer, activation, feedForwardBias),
                                parts.normedBefore(layer, epsilon))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", false)));
    }
}
