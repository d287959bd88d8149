package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.function.Predicate;

/** GPT-2 (Radford et al. 2019): learned positions, layer norms, biases, matrices stored with the inputs first. */
final class GptTwoFamily implements Family {

    @Override
    public String architecture() {
        return "GPT2LMHeadModel";
    }

    @Override
    public DecoderDescription describe(ConfigKeys config, Predicate<String> stored) throws UnusableCheckpointException {
        int hidden = config.size("n_embd");
        int heads = config.size("n_head");
        int positions = config.size("n_positions", 1024);
        config.size("n_ctx", positions);
        Dimensions size = new Dimensions(
                config.size("n_layer"),
                hidden,
                heads,
                heads,
                hidden / heads,
                config.size("n_inner", 4 * hidden),
                config.size("vocab_size"),
                positions);
        double epsilon = config.number("layer_norm_epsilon", 1e-5);
        Activation activation = Activation.named(config.text("activation_function", "gelu_new"));
        boolean scaled = config.flag("scale_attn_weights", true);
        config.require("scale_attn_by_inverse_layer_idx", false);
        // The first checkpoints name their tensors without the prefix.
        String prefix = stored.test("transformer.wte.weight") ? "transformer." : "";
        Scoring scoring = Scoring.forHeadsOf(size.headSize());
        Scoring plain = scaled ? scoring : scoring.scaled(1);
        boolean tied = config.flag("tie_word_embeddings", true);
        Matrix scores = Matrix.of("head", tied ? prefix + "wte.weight" : "lm_head.weight", size.vocabulary(), hidden);
        return new DecoderDescription(
                architecture(),
                "gpt2",
                size,
                new Embedding(
                        Matrix.of("embedding", prefix + "wte.weight", size.vocabulary(), hidden),
                        prefix + "wpe.weight",
                        1),
                Layers.of(size.layers(), layer -> {
                    String tensors = prefix + "h." + layer + ".";
                    return new Layer(
                            attention(size, layer, tensors).scored(plain).padded(),
                            feedForward(size, layer, tensors, activation),
                            Block.Sequential.normedBefore(
                                    Norm.layer(tensors + "ln_1", hidden, epsilon),
                                    Norm.layer(tensors + "ln_2", hidden, epsilon)));
                }),
                Norm.layer(prefix + "ln_f", hidden, epsilon),
                new Head(scores, tied, 1, 0));
    }

    private static Attention attention(Dimensions size, int layer, String tensors) {
        String name = "layers." + layer + ".attention.";
        int hidden = size.hidden();
        return Attention.of(
                stored(name + "query", tensors + "attn.c_attn.weight", 0, hidden, hidden),
                stored(name + "key", tensors + "attn.c_attn.weight", hidden, hidden, hidden),
                stored(name + "value", tensors + "attn.c_attn.weight", 2 * hidden, hidden, hidden),
                stored(name + "output", tensors + "attn.c_proj.weight", 0, hidden, hidden),
                size);
    }

    private static FeedForward feedForward(Dimensions size, int layer, String tensors, Activation activation) {
        String name = "layers." + layer + ".feed_forward.";
        return new FeedForward.Plain(
                stored(name + "up", tensors + "mlp.c_fc.weight", 0, size.intermediate(), size.hidden()),
                stored(name + "down", tensors + "mlp.c_proj.weight", 0, size.hidden(), size.intermediate()),
                activation);
    }

    private static Matrix stored(String name, String tensor, int from, int rows, int columns) {
        return Matrix.of(name, columns, List.of(new RowBlock(tensor, from, rows)))
                .biased(true)
                .inputsFirst();
    }
}
