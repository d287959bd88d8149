package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** OLMo (Groeneveld et al. 2024): Llama with layer norms that have no weights; queries, keys and values may be clipped. */
final class OlmoFamily implements Family {

    private static final double EPSILON = 1e-5;

    @Override
    public String architecture() {
        return "OlmoForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        boolean biased = config.flag("attention_bias", false);
        double clip = config.number("clip_qkv", 0);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        Norm norm = Norm.layerWithoutWeights(size.hidden(), EPSILON);
        return new DecoderDescription(
                architecture(),
                "olmo",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, biased, biased)
                                        .clipped(clip)
                                        .turned(rotary)
                                        .padded(),
                                parts.gated(layer, activation, false),
                                Block.Sequential.normedBefore(norm, norm))),
                norm,
                parts.head(config.flag("tie_word_embeddings", false)));
    }
}
