package io.cloister.inference.build;

import static io.cloister.inference.build.OnnxGraph.MICROSOFT;
import static io.cloister.inference.build.OnnxGraph.ONNX;
import static io.cloister.inference.build.OnnxGraph.attribute;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.Norm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hidden state that parts of layers add to. An addition waits for the norm that follows, because one operator does
 * both.
 */
final class ResidualStream {

    private final OnnxGraph graph;
    private final GraphWeights weights;
    private final Map<Norm, String> ones = new HashMap<>();
    private String state;
    private @Nullable String addend;

    ResidualStream(OnnxGraph graph, GraphWeights weights, String state) {
        this.graph = graph;
        this.weights = weights;
        this.state = state;
    }

    /** Adds a part's result, multiplied by a scale, at the next reading. */
    void add(String name, String value, double scale) {
        sum(name + ".before");
        addend = scale == 1
                ? value
                : graph.node(ONNX, "Mul", name + ".scaled", List.of(value, weights.constant(name + ".scale", scale)));
    }

    /** The state as it is. */
    String sum(String name) {
        if (addend != null) {
            state = graph.node(ONNX, "Add", name, List.of(state, addend));
            addend = null;
        }
        return state;
    }

    /** The state after a norm. */
    String normed(String name, Norm norm) throws UnusableCheckpointException {
        if (addend == null) {
            return norm(name, state, norm);
        }
        String sum = name + ".sum";
        boolean layer = norm.kind() == Norm.Kind.LAYER;
        graph.nodes(
                MICROSOFT,
                layer ? "SkipLayerNormalization" : "SkipSimplifiedLayerNormalization",
                name,
                inputs(name, norm, addend, state),
                List.of(name, "", "", sum),
                attribute("epsilon", norm.epsilon()));
        state = sum;
        addend = null;
        return name;
    }

    /** Another value after a norm. */
    String norm(String name, String value, Norm norm) throws UnusableCheckpointException {
        boolean layer = norm.kind() == Norm.Kind.LAYER;
        var axis = attribute("axis", -1);
        var epsilon = attribute("epsilon", norm.epsilon());
        var single = attribute("stash_type", 1);
        String type = layer ? "LayerNormalization" : "SimplifiedLayerNormalization";
        return graph.node(ONNX, type, name, inputs(name, norm, value), axis, epsilon, single);
    }

    private List<String> inputs(String name, Norm norm, String... values) throws UnusableCheckpointException {
        var inputs = new ArrayList<>(Arrays.asList(values));
        inputs.add(weight(name, norm));
        if (norm.bias() != null) {
            inputs.add(weights.vector(name + ".bias", norm.bias(), norm.size(), 0));
        }
        return inputs;
    }

    private String weight(String name, Norm norm) throws UnusableCheckpointException {
        if (norm.weight() != null) {
            return weights.vector(name + ".weight", norm.weight(), norm.size(), norm.offset());
        }
        return ones.computeIfAbsent(norm, _ -> {
            float[] all = new float[norm.size()];
            Arrays.fill(all, 1);
            return weights.numbers(name + ".weight", List.of((long) all.length), all);
        });
    }
}
