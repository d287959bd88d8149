package io.cloister.inference.binding;

import io.cloister.inference.onnx.TensorDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.TensorProto.DataType;
import onnx.ValueInfoProto;

/**
 * A graph of ours changed for serving; weights and arithmetic stay what they are. Instead of a mask it is told where each
 * row ends, so that a step costs nothing that grows with the text, and which tokens' logits are wanted, so that a draft
 * of several tokens is checked in one step:
 *
 * <ul>
 *   <li>{@code last_keys} int32 [rows]: index of the last token of each row, this step's included
 *   <li>{@code total} int32: tokens of the longest row, or more
 *   <li>{@code wanted} int64 [rows, n, 1]: tokens of this step, from 0; {@code logits} become [rows, n, vocabulary]
 * </ul>
 */
final class ServingGraph {

    static final String IDS = "input_ids";
    static final String LAST_KEYS = "last_keys";
    static final String TOTAL = "total";
    static final String WANTED = "wanted";
    static final String LOGITS = "logits";

    static final Set<String> INPUTS = Set.of(IDS, LAST_KEYS, TOTAL, WANTED);

    private static final String MASK = "attention_mask";
    private static final String LENGTHS = "lengths";
    private static final String BIAS_TOTAL = "linear_bias.total";
    private static final String HIDDEN = "last_hidden";

    /** What only serves to read the mask, and to find the last token by it. */
    private static final Set<String> REPLACED = Set.of(
            LENGTHS,
            "last_keys_long",
            LAST_KEYS,
            "mask_width",
            "total_long",
            TOTAL,
            BIAS_TOTAL,
            "last_inputs_next",
            "last_inputs",
            "last_inputs_index",
            HIDDEN);

    private ServingGraph() {}

    static ModelProto of(ModelProto model) {
        GraphProto graph = model.getGraph();
        Map<String, NodeProto> replaced = graph.getNodeList().stream()
                .filter(node -> REPLACED.contains(node.getName()))
                .collect(Collectors.toMap(NodeProto::getName, node -> node));
        GraphProto.Builder changed = graph.toBuilder().clearNode().clearInput().clearOutput();
        for (ValueInfoProto input : graph.getInputList()) {
            if (!input.getName().equals(MASK)) {
                changed.addInput(input);
            }
        }
        changed.addInput(TensorDeclaration.of(LAST_KEYS, DataType.INT32_VALUE, "batch_size"))
                .addInput(TensorDeclaration.of(TOTAL, DataType.INT32_VALUE))
                .addInput(TensorDeclaration.of(WANTED, DataType.INT64_VALUE, "batch_size", "wanted_length", 1));
        for (ValueInfoProto output : graph.getOutputList()) {
            changed.addOutput(output.getName().equals(LOGITS) ? logits(output) : output);
        }
        changed.addAllNode(lengths(replaced.containsKey(BIAS_TOTAL)));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getName().equals("last_hidden_row")) {
                NodeProto gather = Objects.requireNonNull(replaced.get(HIDDEN));
                changed.addNode(gather.toBuilder()
                        .setInput(1, WANTED)
                        .setOutput(0, node.getOutput(0))
                        .build());
            } else if (!replaced.containsKey(node.getName())) {
                changed.addNode(node);
            }
        }
        return model.toBuilder().setGraph(changed).build();
    }

    private static ValueInfoProto logits(ValueInfoProto output) {
        long vocabulary = output.getType().getTensorType().getShape().getDim(2).getDimValue();
        return TensorDeclaration.of(LOGITS, DataType.FLOAT_VALUE, "batch_size", "wanted_length", vocabulary);
    }

    /** What other nodes derive from the mask; the runtime drops what nobody reads. */
    private static List<NodeProto> lengths(boolean bias) {
        var nodes = new ArrayList<NodeProto>();
        nodes.add(cast("last_keys_wide", LAST_KEYS));
        nodes.add(node("Add", LENGTHS, "last_keys_wide", "one"));
        if (bias) {
            nodes.add(cast("total_wide", TOTAL));
            nodes.add(node("Unsqueeze", BIAS_TOTAL, "total_wide", "zero"));
        }
        return nodes;
    }

    private static NodeProto cast(String output, String input) {
        return node("Cast", output, input).toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(DataType.INT64_VALUE))
                .build();
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }
}
