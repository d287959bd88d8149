package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.function.Predicate;

/** Phi-3, 3.5 and 4-mini (Abdin et al. 2024): Llama with queries, keys and values in one matrix, gate and up in another. */
final class Phi3Family implements Family {

    @Override
    public String architecture() {
        return "Phi3ForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("rms_norm_eps", 1e-5);
        Activation activation = Activation.named(config.text("hidden_act", "silu"));
        config.require("attention_bias", false);
        config.require("mlp_bias", false);
        config.require("lm_head_bias", false);
        config.require("full_attn_mod", "1");
        config.require("interpolate_factor", "1");
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        Scoring scoring = Scoring.forHeadsOf(size.headSize()).within(config.sizeOrNone("sliding_window"));
        return new DecoderDescription(
                architecture(),
                "phi3",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                attention(parts, layer)
                                        .scored(scoring)
                                        .turned(rotary)
                                        .padded(),
                                gated(parts, layer, activation),
                                parts.normedBefore(layer, epsilon))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", false)));
    }

    private static Attention attention(LlamaParts parts, int layer) {
        Dimensions size = parts.size();
        Attention usual = parts.attention(layer, false, false);
        String tensor = LlamaParts.layer(layer) + "self_attn.qkv_proj.weight";
        int keys = size.queryWidth();
        int values = keys + size.keyWidth();
        return Attention.of(
                rows(usual.query(), tensor, 0),
                rows(usual.key(), tensor, keys),
                rows(usual.value(), tensor, values),
                usual.output(),
                size);
    }

    private static FeedForward gated(LlamaParts parts, int layer, Activation activation) {
        FeedForward.Gated usual = parts.gated(layer, activation, false);
        String tensor = LlamaParts.layer(layer) + "mlp.gate_up_proj.weight";
        return new FeedForward.Gated(
                rows(usual.gate(), tensor, 0),
                rows(usual.up(), tensor, parts.size().intermediate()),
                usual.down(),
                activation);
    }

    private static Matrix rows(Matrix usual, String tensor, int from) {
        return Matrix.of(usual.name(), usual.columns(), List.of(new RowBlock(tensor, from, usual.rows())));
    }
}
