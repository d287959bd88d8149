package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** Granite 3 (IBM 2024): Llama with multipliers on embeddings, attention, residuals and scores. */
final class GraniteFamily implements Family {

    @Override
    public String architecture() {
        return "GraniteForCausalLM";
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
        Scoring scoring = Scoring.forHeadsOf(size.headSize()).scaled(config.number("attention_multiplier", 1));
        double residual = config.number("residual_multiplier", 1);
        Head head = parts.head(config.flag("tie_word_embeddings", false));
        return new DecoderDescription(
                architecture(),
                "granite",
                size,
                parts.embedding(config.number("embedding_multiplier", 1)),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, attentionBias, attentionBias)
                                        .scored(scoring)
                                        .turned(rotary)
                                        .padded(),
                                parts.gated(layer, activation, feedForwardBias),
                                new Block.Sequential(
                                        parts.norm(layer, "input_layernorm", epsilon),
                                        null,
                                        parts.norm(layer, "post_attention_layernorm", epsilon),
                                        null,
                                        residual))),
                parts.finalNorm(epsilon),
                new Head(head.scores(), head.tied(), 1 / config.number("logits_scaling", 1), 0));
    }
}
