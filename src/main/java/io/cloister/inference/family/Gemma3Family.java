package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Gemma 3, text (Kamath et al. 2025): norms on each head's queries and keys; five layers with a window and quickly turning
 * positions, then one that sees everything and turns slowly.
 */
final class Gemma3Family implements Family {

    @Override
    public String architecture() {
        return "Gemma3ForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        GemmaParts parts = GemmaParts.of(config, size);
        Rotary near = RotaryKeys.of(config, size.context(), "rope_local_base_freq", 10_000, "sliding_attention")
                .unscaledInOlderFiles(config)
                .rotary("rotary_near", size.headSize());
        Rotary far = RotaryKeys.of(config, size.context(), "rope_theta", 1_000_000, "full_attention")
                .rotary("rotary_far", size.headSize());
        int pattern = config.size("_sliding_window_pattern", config.size("sliding_window_pattern", 6));
        List<Boolean> sliding = Layers.sliding(config, size.layers(), layer -> (layer + 1) % pattern != 0);
        int window = config.size("sliding_window", 4096);
        Scoring scoring = Scoring.forHeadsOf(size.headSize())
                .scaled(1 / Math.sqrt(config.number("query_pre_attn_scalar", 256)))
                .capped(config.number("attn_logit_softcapping", 0));
        return new DecoderDescription(
                architecture(),
                "gemma3",
                size,
                parts.embedding(),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer)
                                        .normed(parts.headNorm(layer, "q_norm"), parts.headNorm(layer, "k_norm"), true)
                                        .scored(sliding.get(layer) ? scoring.within(window) : scoring)
                                        .turned(sliding.get(layer) ? near : far),
                                parts.gated(layer),
                                parts.normedAround(layer))),
                parts.finalNorm(),
                parts.head(config));
    }
}
