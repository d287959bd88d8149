package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** StarCoder2 (Lozhkov et al. 2024): layer norms, biases, a plain feed-forward part, a window on every layer. */
final class Starcoder2Family implements Family {

    @Override
    public String architecture() {
        return "Starcoder2ForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("norm_epsilon", 1e-5);
        Activation activation = Activation.named(config.text("hidden_act", "gelu_pytorch_tanh"));
        boolean biased = config.flag("use_bias", true);
        config.require("mlp_type", "default");
        config.require("norm_type", "layer_norm");
        config.require("scale_attn_weights", true);
        // Leftovers of the program that trained it, which nothing reads.
        config.text("activation_function", "");
        config.number("layer_norm_epsilon", epsilon);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        Scoring scoring = Scoring.forHeadsOf(size.headSize()).within(config.sizeOrNone("sliding_window"));
        return new DecoderDescription(
                architecture(),
                "starcoder2",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, biased, biased)
                                        .scored(scoring)
                                        .turned(rotary)
                                        .padded(),
                                parts.plain(layer, "c_fc", "c_proj", activation, biased),
                                Block.Sequential.normedBefore(
                                        norm(layer, "input_layernorm", size, epsilon),
                                        norm(layer, "post_attention_layernorm", size, epsilon)))),
                Norm.layer("model.norm", size.hidden(), epsilon),
                parts.head(config.flag("tie_word_embeddings", true)));
    }

    private static Norm norm(int layer, String name, Dimensions size, double epsilon) {
        return Norm.layer(LlamaParts.layer(layer) + name, size.hidden(), epsilon);
    }
}
