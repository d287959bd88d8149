package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** Mistral (Jiang et al. 2023): Llama with a window that every layer sees through, where one is given. */
final class MistralFamily implements Family {

    @Override
    public String architecture() {
        return "MistralForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("rms_norm_eps", 1e-6);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        Scoring scoring = Scoring.forHeadsOf(size.headSize()).within(config.sizeOrNone("sliding_window"));
        return new DecoderDescription(
                architecture(),
                "mistral",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, false, false)
                                        .scored(scoring)
                                        .turned(rotary)
                                        .padded(),
                                parts.gated(layer, activation, false),
                                parts.normedBefore(layer, epsilon))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", false)));
    }
}
