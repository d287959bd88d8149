package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** Gemma (Mesnard et al. 2024). */
final class GemmaFamily implements Family {

    @Override
    public String architecture() {
        return "GemmaForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        GemmaParts parts = GemmaParts.of(config, size);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        return new DecoderDescription(
                architecture(),
                "gemma",
                size,
                parts.embedding(),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer).turned(rotary).padded(),
                                parts.gated(layer),
                                Block.Sequential.normedBefore(
                                        parts.norm(layer, "input_layernorm"),
                                        parts.norm(layer, "post_attention_layernorm")))),
                parts.finalNorm(),
                parts.head(config));
    }
}
