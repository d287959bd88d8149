package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;

/** What the generations of Gemma share: embeddings scaled by √hidden, weights of norms stored less one, a gate of tanh-GELU. */
record GemmaParts(LlamaParts llama, double epsilon, boolean biased) {

    static GemmaParts of(ConfigKeys config, Dimensions size) throws UnusableCheckpointException {
        // Transformers takes the tanh form for Gemma, whatever the older key says.
        for (String key : new String[] {"hidden_act", "hidden_activation"}) {
            String name = config.text(key, "gelu_pytorch_tanh");
            if (!name.startsWith("gelu")) {
                throw new UnusableCheckpointException(
                        "config.json has '%s': '%s', which no Gemma has; get the maker's config.json."
                                .formatted(key, name));
            }
        }
        config.require("use_bidirectional_attention", false);
        return new GemmaParts(
                new LlamaParts(size), config.number("rms_norm_eps", 1e-6), config.flag("attention_bias", false));
    }

    Embedding embedding() {
        return llama.embedding(Math.sqrt(llama.size().hidden()));
    }

    Attention attention(int layer) {
        return llama.attention(layer, biased, biased);
    }

    FeedForward gated(int layer) {
        return llama.gated(layer, Activation.GELU_TANH, false);
    }

    Norm norm(int layer, String name) {
        return llama.norm(layer, name, epsilon).plusOne();
    }

    Norm headNorm(int layer, String name) {
        return llama.headNorm(layer, name, epsilon).plusOne();
    }

    Norm finalNorm() {
        return llama.finalNorm(epsilon).plusOne();
    }

    /** Norms before and after each part, since the second generation. */
    Block normedAround(int layer) {
        return new Block.Sequential(
                norm(layer, "input_layernorm"),
                norm(layer, "post_attention_layernorm"),
                norm(layer, "pre_feedforward_layernorm"),
                norm(layer, "post_feedforward_layernorm"),
                1);
    }

    /** A head whose scores are capped where the configuration says so. */
    Head head(ConfigKeys config) throws UnusableCheckpointException {
        Head head = llama.head(config.flag("tie_word_embeddings", true));
        return new Head(head.scores(), head.tied(), 1, config.number("final_logit_softcapping", 0));
    }
}
