package io.cloister.inference.build;

import static io.cloister.inference.build.OnnxGraph.MICROSOFT;
import static io.cloister.inference.build.OnnxGraph.ONNX;
import static io.cloister.inference.build.OnnxGraph.attribute;

import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.DataFile.Region;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.Activation;
import io.cloister.inference.family.FeedForward;
import io.cloister.inference.family.Matrix;
import java.util.ArrayList;
import java.util.List;

/** Feed-forward parts. */
final class FeedForwardNodes {

    private final OnnxGraph graph;
    private final GraphWeights weights;
    private final LinearNodes linear;

    FeedForwardNodes(OnnxGraph graph, GraphWeights weights, LinearNodes linear) {
        this.graph = graph;
        this.weights = weights;
        this.linear = linear;
    }

    String add(int layer, FeedForward part, String input) throws UnusableCheckpointException {
        String name = "layers." + layer + ".feed_forward";
        return switch (part) {
            case FeedForward.Plain plain ->
                linear.add(plain.down(), activated(name, plain.activation(), linear.add(plain.up(), input)));
            case FeedForward.Gated gated -> gated(name, gated, input);
            case FeedForward.Experts experts -> experts(name, experts, input);
        };
    }

    private String gated(String name, FeedForward.Gated part, String input) throws UnusableCheckpointException {
        String gate = activated(name, part.activation(), linear.add(part.gate(), input));
        String up = linear.add(part.up(), input);
        return linear.add(part.down(), graph.node(ONNX, "Mul", name + ".gated", List.of(gate, up)));
    }

    private String activated(String name, Activation activation, String value) {
        return switch (activation) {
            case SILU -> {
                String sigmoid = graph.node(ONNX, "Sigmoid", name + ".sigmoid", List.of(value));
                yield graph.node(ONNX, "Mul", name + ".activated", List.of(value, sigmoid));
            }
            case GELU ->
                graph.node(ONNX, "Gelu", name + ".activated", List.of(value), attribute("approximate", "none"));
            case GELU_TANH ->
                graph.node(ONNX, "Gelu", name + ".activated", List.of(value), attribute("approximate", "tanh"));
            case RELU -> graph.node(ONNX, "Relu", name + ".activated", List.of(value));
        };
    }

    /**
     * ONNX Runtime's operator for experts, which on CPUs knows one form: gate and up interleaved row by row. Their weights
     * stay in floating point.
     */
    private String experts(String name, FeedForward.Experts part, String input) throws UnusableCheckpointException {
        var first = new ArrayList<MatrixRows>();
        var second = new ArrayList<MatrixRows>();
        for (FeedForward.Gated expert : part.experts()) {
            first.add(weights.rows(Matrix.interleaved(expert.gate(), expert.up())));
            second.add(weights.rows(expert.down()));
        }
        Region up = PlainMatrix.planSeveral(first, weights.type(), weights.file());
        Region down = PlainMatrix.planSeveral(second, weights.type(), weights.file());
        int count = part.experts().size();
        MatrixRows wide = first.getFirst();
        MatrixRows back = second.getFirst();
        String scores = linear.add(part.router(), input, WeightsType.FP32);
        String flat = graph.node(
                ONNX, "Reshape", name + ".scores", List.of(scores, graph.integers("experts." + count, -1, count)));
        return graph.node(
                MICROSOFT,
                "MoE",
                name,
                List.of(
                        input,
                        flat,
                        weights.matrix(name + ".up.weight", up, count, wide.rows(), wide.columns()),
                        "",
                        weights.matrix(name + ".down.weight", down, count, back.rows(), back.columns())),
                attribute("k", part.chosen()),
                attribute("activation_type", "swiglu"),
                attribute("swiglu_fusion", 1),
                attribute("activation_alpha", 1.0),
                attribute("activation_beta", 0.0),
                attribute("normalize_routing_weights", 1));
    }
}
