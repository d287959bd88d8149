package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.function.Predicate;

/** Gemma 2 (Riviere et al. 2024): norms around each part, capped scores, a window on every other layer. */
final class Gemma2Family implements Family {

    @Override
    public String architecture() {
        return "Gemma2ForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        GemmaParts parts = GemmaParts.of(config, size);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        int window = config.size("sliding_window", 4096);
        // Another name for the same, in the first files.
        config.size("sliding_window_size", window);
        List<Boolean> sliding = Layers.sliding(config, size.layers(), layer -> layer % 2 == 0);
        Scoring scoring = Scoring.forHeadsOf(size.headSize())
                .scaled(1 / Math.sqrt(config.number("query_pre_attn_scalar", 256)))
                .capped(config.number("attn_logit_softcapping", 0));
        return new DecoderDescription(
                architecture(),
                "gemma2",
                size,
                parts.embedding(),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer)
                                        .scored(sliding.get(layer) ? scoring.within(window) : scoring)
                                        .turned(rotary)
                                        .padded(),
                                parts.gated(layer),
                                parts.normedAround(layer))),
                parts.finalNorm(),
                parts.head(config));
    }
}
