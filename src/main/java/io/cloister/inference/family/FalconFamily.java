package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/**
 * Falcon (Almazrouei et al. 2023) in its three layouts: RW (one part after the other, each head's query, key and value
 * together, linear bias), 7B (side by side, one key head) and 40B and 11B (side by side, groups of queries with their key
 * and value).
 */
final class FalconFamily implements Family {

    @Override
    public String architecture() {
        return "FalconForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        boolean grouped = config.flag("new_decoder_architecture", false);
        boolean single = config.flag("multi_query", true);
        boolean parallel = config.flag("parallel_attn", true) || grouped;
        boolean linearBias = config.flag("alibi", false);
        boolean biased = config.flag("bias", false);
        config.require("apply_residual_connection_post_layernorm", false);
        Dimensions size = size(config, grouped, single);
        double epsilon = config.number("layer_norm_epsilon", 1e-5);
        int norms = config.size("num_ln_in_parallel_attn", grouped ? 2 : 1);
        Activation activation = Activation.named(config.text("activation", "gelu"));
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        var parts = new FalconParts(size, biased, epsilon);
        Scoring scoring = Scoring.forHeadsOf(size.headSize()).withLinearBias(linearBias);
        // Given in newer files of both kinds.
        Rotary turning = linearBias ? null : rotary;
        return new DecoderDescription(
                architecture(),
                "falcon",
                size,
                parts.embedding(),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer)
                                        .scored(scoring)
                                        .turned(turning)
                                        .padded(),
                                parts.feedForward(layer, activation),
                                parallel ? parts.parallel(layer, grouped && norms == 2) : parts.sequential(layer))),
                Norm.layer("transformer.ln_f", size.hidden(), epsilon),
                parts.head(config.flag("tie_word_embeddings", true)));
    }

    private static Dimensions size(ConfigKeys config, boolean grouped, boolean single)
            throws UnusableCheckpointException {
        int hidden = config.size("hidden_size");
        int heads = config.size("num_attention_heads", config.size("n_head", 71));
        int given = config.size("num_kv_heads", config.size("n_head_kv", heads));
        int keyHeads = grouped ? given : single ? 1 : heads;
        return new Dimensions(
                        config.size("num_hidden_layers", config.size("n_layer", 32)),
                        hidden,
                        heads,
                        keyHeads,
                        hidden / heads,
                        config.size("ffn_hidden_size", config.size("ff_factor", 4) * hidden),
                        config.size("vocab_size"),
                        config.size("max_position_embeddings", 2048))
                .checked();
    }
}
