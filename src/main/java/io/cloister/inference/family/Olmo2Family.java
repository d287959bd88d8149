package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** OLMo 2 (Walsh et al. 2025): norms after each part and not before; queries and keys are normalised over all heads. */
final class Olmo2Family implements Family {

    @Override
    public String architecture() {
        return "Olmo2ForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("rms_norm_eps", 1e-5);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        boolean biased = config.flag("attention_bias", false);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        return new DecoderDescription(
                architecture(),
                "olmo2",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, biased, biased)
                                        .normed(
                                                wide(layer, "q_norm", size.queryWidth(), epsilon),
                                                wide(layer, "k_norm", size.keyWidth(), epsilon),
                                                false)
                                        .turned(rotary),
                                parts.gated(layer, activation, false),
                                new Block.Sequential(
                                        null,
                                        parts.norm(layer, "post_attention_layernorm", epsilon),
                                        null,
                                        parts.norm(layer, "post_feedforward_layernorm", epsilon),
                                        1))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", false)));
    }

    private static Norm wide(int layer, String name, int width, double epsilon) {
        return Norm.rootMeanSquare(LlamaParts.layer(layer) + "self_attn." + name + ".weight", width, epsilon);
    }
}
