package io.cloister.inference.family;

/**
 * The parts of decoders that name their tensors as Llama does, {@code model.layers.0.self_attn.q_proj.weight}, which
 * most families took over.
 */
record LlamaParts(Dimensions size) {

    static final String FINAL_NORM = "model.norm.weight";

    /** Begins the names of a layer's tensors. */
    static String layer(int number) {
        return "model.layers." + number + ".";
    }

    Embedding embedding(double scale) {
        return new Embedding(
                Matrix.of("embedding", "model.embed_tokens.weight", size.vocabulary(), size.hidden()), null, scale);
    }

    Head head(boolean tied) {
        String tensor = tied ? "model.embed_tokens.weight" : "lm_head.weight";
        return new Head(Matrix.of("head", tensor, size.vocabulary(), size.hidden()), tied, 1, 0);
    }

    /** @param biased whether queries, keys and values have biases */
    Attention attention(int layer, boolean biased, boolean outputBiased) {
        String tensors = layer(layer) + "self_attn.";
        String name = "layers." + layer + ".attention.";
        return Attention.of(
                Matrix.of(name + "query", tensors + "q_proj.weight", size.queryWidth(), size.hidden())
                        .biased(biased),
                Matrix.of(name + "key", tensors + "k_proj.weight", size.keyWidth(), size.hidden())
                        .biased(biased),
                Matrix.of(name + "value", tensors + "v_proj.weight", size.keyWidth(), size.hidden())
                        .biased(biased),
                Matrix.of(name + "output", tensors + "o_proj.weight", size.hidden(), size.queryWidth())
                        .biased(outputBiased),
                size);
    }

    FeedForward.Gated gated(int layer, Activation activation, boolean biased) {
        String tensors = layer(layer) + "mlp.";
        return gated(
                "layers." + layer + ".feed_forward.",
                tensors + "gate_proj",
                tensors + "up_proj",
                tensors + "down_proj",
                activation,
                biased);
    }

    FeedForward.Gated gated(String name, String gate, String up, String down, Activation activation, boolean biased) {
        return new FeedForward.Gated(
                Matrix.of(name + "gate", gate + ".weight", size.intermediate(), size.hidden())
                        .biased(biased),
                Matrix.of(name + "up", up + ".weight", size.intermediate(), size.hidden())
                        .biased(biased),
                Matrix.of(name + "down", down + ".weight", size.hidden(), size.intermediate())
                        .biased(biased),
                activation);
    }

    FeedForward.Plain plain(int layer, String up, String down, Activation activation, boolean biased) {
        String tensors = layer(layer) + "mlp.";
        String name = "layers." + layer + ".feed_forward.";
        return new FeedForward.Plain(
                Matrix.of(name + "up", tensors + up + ".weight", size.intermediate(), size.hidden())
                        .biased(biased),
                Matrix.of(name + "down", tensors + down + ".weight", size.hidden(), size.intermediate())
                        .biased(biased),
                activation);
    }

    /** The usual frame: norms before attention and before the feed-forward part. */
    Block normedBefore(int layer, double epsilon) {
        return Block.Sequential.normedBefore(
                norm(layer, "input_layernorm", epsilon), norm(layer, "post_attention_layernorm", epsilon));
    }

    Norm norm(int layer, String name, double epsilon) {
        return Norm.rootMeanSquare(layer(layer) + name + ".weight", size.hidden(), epsilon);
    }

    Norm finalNorm(double epsilon) {
        return Norm.rootMeanSquare(FINAL_NORM, size.hidden(), epsilon);
    }

    /** A norm of each head's queries or keys. */
    Norm headNorm(int layer, String name, double epsilon) {
        return Norm.rootMeanSquare(layer(layer) + "self_attn." + name + ".weight", size.headSize(), epsilon);
    }
}
