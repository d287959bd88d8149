package io.cloister.inference.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.TensorProto;

/**
 * A graph of ours with inputs for LoRA: each linear map of the layers gets {@code lora.NAME.down} [texts, inputs, rank]
 * and {@code lora.NAME.up} [texts, rank, outputs], whose product is added to its own. The weights stay where they are,
 * and one text may have other additions than the next.
 */
public final class AdaptableGraph {

    public static final String PREFIX = "lora.";
    public static final String DOWN = ".down";
    static final String UP = ".up";

    private static final Set<String> PRODUCTS = Set.of("MatMul", "MatMulNBits");

    private AdaptableGraph() {}

    /** A graph that takes adapters, of one that was built here. */
    public static ModelProto of(ModelProto model) {
        GraphProto graph = model.getGraph();
        Map<String, TensorProto> weights = new HashMap<>();
        graph.getInitializerList().forEach(tensor -> weights.put(tensor.getName(), tensor));
        // The cache has the type of everything that is computed.
        int type = graph.getInputList().stream()
                .filter(input -> input.getName().startsWith("past_key_values."))
                .mapToInt(input -> input.getType().getTensorType().getElemType())
                .findFirst()
                .orElse(TensorProto.DataType.FLOAT_VALUE);
        GraphProto.Builder changed = graph.toBuilder().clearNode();
        for (NodeProto node : graph.getNodeList()) {
            if (adaptable(node, weights)) {
                changed.addAllNode(adapted(node));
                String name = PREFIX + node.getName();
                Size size = Size.of(node, weights);
                changed.addInput(TensorDeclaration.of(name + DOWN, type, "texts", size.inputs(), name + ".rank"))
                        .addInput(TensorDeclaration.of(name + UP, type, "texts", name + ".rank", size.outputs()));
            } else {
                changed.addNode(node);
            }
        }
        return model.toBuilder().setGraph(changed).build();
    }

    private static boolean adaptable(NodeProto node, Map<String, TensorProto> weights) {
        return PRODUCTS.contains(node.getOpType())
                && node.getName().startsWith("layers.")
                && weights.containsKey(node.getInput(1));
    }

    private static List<NodeProto> adapted(NodeProto node) {
        String name = node.getName();
        String input = node.getInput(0);
        String output = node.getOutput(0);
        var nodes = new ArrayList<NodeProto>();
        nodes.add(node.toBuilder().setOutput(0, name + ".base").build());
        nodes.add(plain("MatMul", name + ".lora_down", input, PREFIX + name + DOWN));
        nodes.add(plain("MatMul", name + ".lora_up", name + ".lora_down", PREFIX + name + UP));
        nodes.add(plain("Add", output, name + ".base", name + ".lora_up"));
        return nodes;
    }

    private static NodeProto plain(String type, String output, String one, String other) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output + "." + type)
                .addInput(one)
                .addInput(other)
                .addOutput(output)
                .build();
    }

    private record Size(long inputs, long outputs) {

        static Size of(NodeProto node, Map<String, TensorProto> weights) {
            if (node.getOpType().equals("MatMulNBits")) {
                return new Size(number(node, "K"), number(node, "N"));
            }
            TensorProto weight = Objects.requireNonNull(weights.get(node.getInput(1)));
            return new Size(weight.getDims(0), weight.getDims(1));
        }

        private static long number(NodeProto node, String attribute) {
            return node.getAttributeList().stream()
                    .filter(one -> one.getName().equals(attribute))
                    .findFirst()
                    .orElseThrow()
                    .getI();
        }
    }
}
