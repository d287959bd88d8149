package io.cloister.inference.build;

import static io.cloister.inference.build.GraphWriter.MICROSOFT;
import static io.cloister.inference.build.GraphWriter.attribute;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import onnx.TensorProto.DataType;

/**
 * The Llama architecture as an ONNX graph in Optimum's layout, from ONNX Runtime's fused operators: normalisation,
 * rotary positions and grouped-query attention with a cache. Rotation stands before attention as an operator of its own,
 * because the one inside the attention operator needs head sizes that are multiples of 16.
 */
final class LlamaGraph {

    private static final String ONNX = "";
    private static final String BATCH = "batch_size";
    private static final String PAST = "past_sequence_length";
    private static final String TOTAL = "total_sequence_length";

    private final LlamaShape shape;
    private final Safetensors weights;
    private final GraphWriter graph;

    LlamaGraph(LlamaShape shape, Safetensors weights, GraphWriter graph) {
        this.shape = shape;
        this.weights = weights;
        this.graph = graph;
    }

    void write() throws IOException {
        graph.input("input_ids", DataType.INT64, BATCH, "sequence_length");
        graph.input("attention_mask", DataType.INT64, BATCH, TOTAL);
        graph.input("position_ids", DataType.INT64, BATCH, "sequence_length");
        graph.output("logits", DataType.FLOAT, BATCH, "sequence_length", shape.vocabulary());
        lengths();
        rotation();
        String embedding = weight("model.embed_tokens.weight");
        String residual = graph.node("Gather", ONNX, "embedded", List.of(embedding, "input_ids"));
        String normed = graph.node(
                "SimplifiedLayerNormalization",
                ONNX,
                "layers.0.input_norm",
                List.of(residual, weight("model.layers.0.input_layernorm.weight")),
                attribute("axis", -1),
                attribute("epsilon", shape.epsilon()),
                attribute("stash_type", 1));
        for (int layer = 0; layer < shape.layers(); layer++) {
            String name = "layers." + layer + ".";
            String attended = attention(layer, name, normed);
            Normed middle = skipNorm(
                    name + "post_norm", attended, residual, "model." + name + "post_attention_layernorm.weight");
            String next = layer + 1 < shape.layers()
                    ? "model.layers." + (layer + 1) + ".input_layernorm.weight"
                    : "model.norm.weight";
            Normed end = skipNorm(name + "next_norm", feedForward(name, middle.value), middle.residual, next);
            residual = end.residual;
            normed = end.value;
        }
        String head = shape.tied() || !weights.has("lm_head.weight")
                ? graph.node("Transpose", ONNX, "head_weight", List.of(embedding))
                : transposed("lm_head.weight");
        graph.nodes("MatMul", ONNX, "head", List.of(normed, head), List.of("logits"));
        graph.finish();
    }

    /** From the mask: how many tokens each text has, less one, and the longest of these numbers. */
    private void lengths() {
        String sum = graph.node(
                "ReduceSum",
                ONNX,
                "mask_sum",
                List.of("attention_mask", graph.integers("one", 1)),
                attribute("keepdims", 0));
        String less = graph.node("Sub", ONNX, "mask_sum_less_one", List.of(sum, "one"));
        graph.node("Cast", ONNX, "seqlens_k", List.of(less), attribute("to", DataType.INT32_VALUE));
        String size = graph.node("Shape", ONNX, "mask_shape", List.of("attention_mask"));
        String total = graph.node("Gather", ONNX, "mask_length", List.of(size, "one"));
        String scalar = graph.node("Squeeze", ONNX, "mask_length_scalar", List.of(total));
        graph.node("Cast", ONNX, "total_length", List.of(scalar), attribute("to", DataType.INT32_VALUE));
    }

    /** Tables of cosines and sines, a row for each position, computed in double precision and rounded once. */
    private void rotation() throws IOException {
        int half = shape.headSize() / 2;
        FloatBuffer cosines = FloatBuffer.allocate(shape.positions() * half);
        FloatBuffer sines = FloatBuffer.allocate(shape.positions() * half);
        for (int position = 0; position < shape.positions(); position++) {
            for (int i = 0; i < half; i++) {
                double angle = position * Math.pow(shape.ropeBase(), -2.0 * i / shape.headSize());
                cosines.put((float) Math.cos(angle));
                sines.put((float) Math.sin(angle));
            }
        }
        List<Long> size = List.of((long) shape.positions(), (long) half);
        graph.tensor("cos_cache", size, cosines.flip());
        graph.tensor("sin_cache", size, sines.flip());
    }

    private String attention(int layer, String name, String normed) throws IOException {
        String weightName = "model." + name + "self_attn.";
        String query =
                rotated(name + "q", matMul(name + "q_proj", normed, weightName + "q_proj.weight"), shape.heads());
        String key =
                rotated(name + "k", matMul(name + "k_proj", normed, weightName + "k_proj.weight"), shape.keyHeads());
        String value = matMul(name + "v_proj", normed, weightName + "v_proj.weight");
        String past = "past_key_values." + layer;
        String present = "present." + layer;
        for (String part : List.of(".key", ".value")) {
            graph.input(past + part, DataType.FLOAT, BATCH, shape.keyHeads(), PAST, shape.headSize());
            graph.output(present + part, DataType.FLOAT, BATCH, shape.keyHeads(), TOTAL, shape.headSize());
        }
        graph.nodes(
                "GroupQueryAttention",
                MICROSOFT,
                name + "attention",
                List.of(query, key, value, past + ".key", past + ".value", "seqlens_k", "total_length"),
                List.of(name + "attention", present + ".key", present + ".value"),
                attribute("num_heads", shape.heads()),
                attribute("kv_num_heads", shape.keyHeads()),
                attribute("do_rotary", 0));
        return matMul(name + "o_proj", name + "attention", weightName + "o_proj.weight");
    }

    private String rotated(String name, String value, int heads) {
        return graph.node(
                "RotaryEmbedding",
                MICROSOFT,
                name + "_rotated",
                List.of(value, "position_ids", "cos_cache", "sin_cache"),
                attribute("interleaved", 0),
                attribute("num_heads", heads),
                attribute("rotary_embedding_dim", shape.headSize()));
    }

    private String feedForward(String name, String normed) throws IOException {
        String weightName = "model." + name + "mlp.";
        String gate = matMul(name + "gate", normed, weightName + "gate_proj.weight");
        String sigmoid = graph.node("Sigmoid", ONNX, name + "gate_sigmoid", List.of(gate));
        String silu = graph.node("Mul", ONNX, name + "gate_silu", List.of(gate, sigmoid));
        String up = matMul(name + "up", normed, weightName + "up_proj.weight");
        String product = graph.node("Mul", ONNX, name + "gated", List.of(silu, up));
        return matMul(name + "down", product, weightName + "down_proj.weight");
    }

    private record Normed(String value, String residual) {}

    private Normed skipNorm(String name, String value, String residual, String weight) throws IOException {
        String sum = name + "_sum";
        graph.nodes(
                "SkipSimplifiedLayerNormalization",
                MICROSOFT,
                name,
                List.of(value, residual, weight(weight)),
                List.of(name, "", "", sum),
                attribute("epsilon", shape.epsilon()));
        return new Normed(name, sum);
    }

    private String matMul(String name, String value, String weight) throws IOException {
        return graph.node("MatMul", ONNX, name, List.of(value, transposed(weight)));
    }

    private String weight(String name) throws IOException {
        Safetensors.Tensor tensor = weights.get(name);
        return graph.tensor(name, tensor.shape(), tensor.values());
    }

    /** Checkpoints store weights by output, MatMul wants them by input. */
    private String transposed(String name) throws IOException {
        Safetensors.Tensor tensor = weights.get(name);
        int rows = Math.toIntExact(tensor.shape().get(0));
        int columns = Math.toIntExact(tensor.shape().get(1));
        float[] turned = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = tensor.values().get();
            }
        }
        return graph.tensor(name, List.of((long) columns, (long) rows), FloatBuffer.wrap(turned));
    }
}
