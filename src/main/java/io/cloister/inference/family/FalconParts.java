package io.cloister.inference.family;

import java.util.ArrayList;
import java.util.List;

/** The parts of Falcon, whose queries, keys and values lie in one matrix, group by group. */
record FalconParts(Dimensions size, boolean biased, double epsilon) {

    private static final String TOKENS = "transformer.word_embeddings.weight";

    private static String layer(int number) {
        return "transformer.h." + number + ".";
    }

    Embedding embedding() {
        return new Embedding(Matrix.of("embedding", TOKENS, size.vocabulary(), size.hidden()), null, 1);
    }

    Head head(boolean tied) {
        return new Head(
                Matrix.of("head", tied ? TOKENS : "lm_head.weight", size.vocabulary(), size.hidden()), tied, 1, 0);
    }

    /** A group has the queries of one key head, then its key, then its value. */
    Attention attention(int layer) {
        String tensor = layer(layer) + "self_attention.query_key_value.weight";
        String name = "layers." + layer + ".attention.";
        int head = size.headSize();
        int queries = size.heads() / size.keyHeads();
        List<RowBlock> query = new ArrayList<>();
        List<RowBlock> key = new ArrayList<>();
        List<RowBlock> value = new ArrayList<>();
        for (int group = 0; group < size.keyHeads(); group++) {
            int from = group * (queries + 2) * head;
            query.add(new RowBlock(tensor, from, queries * head));
            key.add(new RowBlock(tensor, from + queries * head, head));
            value.add(new RowBlock(tensor, from + (queries + 1) * head, head));
        }
        return Attention.of(
                Matrix.of(name + "query", size.hidden(), query).biased(biased),
                Matrix.of(name + "key", size.hidden(), key).biased(biased),
                Matrix.of(name + "value", size.hidden(), value).biased(biased),
                Matrix.of(
                                name + "output",
                                layer(layer) + "self_attention.dense.weight",
                                size.hidden(),
                                size.queryWidth())
                        .biased(biased),
                size);
    }

    FeedForward feedForward(int layer, Activation activation) {
        String tensors = layer(layer) + "mlp.dense_";
        String name = "layers." + layer + ".feed_forward.";
        return new FeedForward.Plain(
                Matrix.of(name + "up", tensors + "h_to_4h.weight", size.intermediate(), size.hidden())
                        .biased(biased),
                Matrix.of(name + "down", tensors + "4h_to_h.weight", size.hidden(), size.intermediate())
                        .biased(biased),
                activation);
    }

    Block parallel(int layer, boolean twoNorms) {
        if (twoNorms) {
            return new Block.Parallel(norm(layer, "ln_attn"), norm(layer, "ln_mlp"));
        }
        Norm norm = norm(layer, "input_layernorm");
        return new Block.Parallel(norm, norm);
    }

    Block sequential(int layer) {
        return Block.Sequential.normedBefore(norm(layer, "input_layernorm"), norm(layer, "post_attention_layernorm"));
    }

    private Norm norm(int layer, String name) {
        return Norm.layer(layer(layer) + name, size.hidden(), epsilon);
    }
}
