package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** SmolLM3 (Hugging Face 2025): Llama in which every fourth layer knows no positions. */
final class SmolLm3Family implements Family {

    @Override
    public String architecture() {
        return "SmolLM3ForCausalLM";
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
        Rotary rotary = RotaryKeys.of(config, size.context(), "rope_theta", 2_000_000, null)
                .rotary("rotary", size.headSize());
        List<Boolean> turning = turning(config, size.layers());
        boolean windows = config.flag("use_sliding_window", false);
        int window = config.sizeOrNone("sliding_window");
        config.number("max_window_layers", 0);
        List<Boolean> sliding = Layers.sliding(config, size.layers(), layer -> windows && !turning.get(layer));
        Scoring scoring = Scoring.forHeadsOf(size.headSize());
        return new DecoderDescription(
                architecture(),
                "smollm3",
                size,
                parts.embedding(1),
                Layers.of(
                        size.layers(),
                        layer -> new Layer(
                                parts.attention(layer, attentionBias, attentionBias)
                                        .scored(sliding.get(layer) ? scoring.within(window) : scoring)
                                        .turned(turning.get(layer) ? rotary : null)
                                        .padded(),
                                parts.gated(layer, activation, feedForwardBias),
                                parts.normedBefore(layer, epsilon))),
                parts.finalNorm(epsilon),
                parts.head(config.flag("tie_word_embeddings", true)));
    }

    /** The list says 1 where positions turn heads. */
    private static List<Boolean> turning(ConfigKeys config, int count) throws UnusableCheckpointException {
        int interval = config.size("no_rope_layer_interval", 4);
        List<JsonNode> given = config.list("no_rope_layers");
        if (!given.isEmpty() && given.size() != count) {
            throw new UnusableCheckpointException(
                    "config.json has %d entries in 'no_rope_layers' for %d layers; get the maker's config.json."
                            .formatted(given.size(), count));
        }
        return Layers.of(
                count,
                layer -> given.isEmpty()
                        ? (layer + 1) % interval != 0
                        : given.get(layer).asInt() != 0);
    }
}
