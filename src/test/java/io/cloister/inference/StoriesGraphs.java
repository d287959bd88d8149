package io.cloister.inference;

import static io.cloister.inference.GraphParts.attribute;
import static io.cloister.inference.GraphParts.integers;
import static io.cloister.inference.GraphParts.node;
import static io.cloister.inference.GraphParts.value;

import java.util.ArrayList;
import java.util.List;
import onnx.GraphProto;
import onnx.NodeProto;
import onnx.TensorProto.DataType;

/** Other graphs with the same numbers in them. */
public final class StoriesGraphs {

    private static final int VOCABULARY = 512;

    private StoriesGraphs() {}

    /** Counts positions itself, from the mask, and gives the logits of each row's last token: several can be read together. */
    public static GraphProto ofRows(GraphProto graph) {
        var changed = withoutNodes(graph);
        changed.clearInput()
                .addAllInput(graph.getInputList().stream()
                        .filter(input -> !input.getName().equals("position_ids"))
                        .toList());
        changed.setOutput(0, value("logits", DataType.FLOAT, "batch_size", 1, VOCABULARY));
        changed.addInitializer(integers("rows_one", 1));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOutput(0).equals("logits")) {
                changed.addNode(node("Min", "place", List.of("mask_sum_less_one", "columns_less_one")));
                changed.addNode(node("Unsqueeze", "place_of_row", List.of("place", "rows_one")));
                changed.addNode(node(
                        "GatherND",
                        "last_of_row",
                        List.of(node.getInput(0), "place_of_row"),
                        attribute("batch_dims", 1)));
                changed.addNode(node("Unsqueeze", "last", List.of("last_of_row", "rows_one")));
                changed.addNode(node.toBuilder().setInput(0, "last"));
            } else {
                changed.addNode(node);
            }
        }
        List<NodeProto> positions = List.of(
                node("Shape", "ids_shape", List.of("input_ids")),
                node("Gather", "columns", List.of("ids_shape", "rows_one")),
                node("Sub", "columns_less_one", List.of("columns", "rows_one")),
                node("Shape", "total_shape", List.of("attention_mask")),
                node("Gather", "total", List.of("total_shape", "rows_one")),
                node("Sub", "before", List.of("total", "columns")),
                node("CumSum", "counted", List.of("attention_mask", "rows_one")),
                node("Sub", "counted_from_zero", List.of("counted", "rows_one")),
                node("Slice", "position_ids", List.of("counted_from_zero", "before", "total", "rows_one")));
        var nodes = new ArrayList<>(positions);
        nodes.addAll(changed.getNodeList());
        return changed.clearNode().addAllNode(nodes).build();
    }

    /** Keeps its cache in 16 bits, and gives logits of 16 bits. */
    public static GraphProto ofHalves(GraphProto graph) {
        var changed = withoutNodes(graph);
        for (int i = 0; i < graph.getInputCount(); i++) {
            if (graph.getInput(i).getName().startsWith("past")) {
                changed.getInputBuilder(i)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .setElemType(DataType.FLOAT16_VALUE);
            }
        }
        for (int i = 0; i < graph.getOutputCount(); i++) {
            changed.getOutputBuilder(i).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT16_VALUE);
        }
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("GroupQueryAttention")) {
                String name = node.getOutput(0);
                var narrow = node.toBuilder().setName(name + "_narrow").setOutput(0, name + "_half");
                for (int i = 0; i < 3; i++) {
                    String input = name + "_half_" + i;
                    changed.addNode(cast(input, node.getInput(i), DataType.FLOAT16));
                    narrow.setInput(i, input);
                }
                changed.addNode(narrow);
                changed.addNode(cast(name, name + "_half", DataType.FLOAT));
            } else if (node.getOutput(0).equals("logits")) {
                changed.addNode(node.toBuilder().setOutput(0, "logits_wide"));
                changed.addNode(cast("logits", "logits_wide", DataType.FLOAT16));
            } else {
                changed.addNode(node);
            }
        }
        return changed.build();
    }

    private static GraphProto.Builder withoutNodes(GraphProto graph) {
        return graph.toBuilder().clearNode();
    }

    private static NodeProto cast(String output, String input, DataType type) {
        return node("Cast", output, List.of(input), attribute("to", type.getNumber()));
    }
}
