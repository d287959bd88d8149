package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** Phi-1.5 and Phi-2 (Li et al. 2023): attention and feed-forward part side by side, layer norms, biases everywhere. */
final class PhiFamily implements Family {

    @Override
    public String architecture() {
        return "PhiForCausalLM";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> tensors)
            throws UnusableCheckpointException {
        Dimensions size = Dimensions.of(config);
        var parts = new LlamaParts(size);
        double epsilon = config.number("layer_norm_eps", 1e-5);
        Activation activation = Activation.named(config.text("hidden_act", "gelu_new"));
        config.require("qk_layernorm", false);
        Rotary rotary = RotaryKeys.of(config, size.context()).rotary("rotary", size.headSize());
        Head head = parts.head(config.flag("tie_word_embeddings", false));
        return new DecoderDescription(
                architecture(),
                "phi",
                size,
                parts.embedding(1),
                Layers.of(size.layers(), layer -> {
                    Norm norm = Norm.layer(LlamaParts.layer(layer) + "input_layernorm", size.hidden(), epsilon);
                    return new Layer(
                            attention(parts, layer).turned(rotary).padded(),
                            parts.plain(layer, "fc1", "fc2", activation, true),
                            new Block.Parallel(norm, norm));
                }),
                Norm.layer("model.final_layernorm", size.hidden(), epsilon),
                new Head(head.scores().biased(true), head.tied(), 1, 0));
    }

    private static Attention attention(LlamaParts parts, int layer) {
        Attention usual = parts.attention(layer, true, true);
        Dimensions size = parts.size();
        Matrix output = Matrix.of(
                        usual.output().name(),
                        LlamaParts.layer(layer) + "self_attn.dense.weight",
                        size.hidden(),
                        size.queryWidth())
                .biased(true);
        return Attention.of(usual.query(), usual.key(), usual.value(), output, size);
    }
}
