package io.cloister.inference;

import static io.cloister.inference.GraphParts.attribute;
import static io.cloister.inference.GraphParts.integers;
import static io.cloister.inference.GraphParts.node;
import static io.cloister.inference.GraphParts.value;

import java.util.List;
import java.util.function.Predicate;
import onnx.GraphProto;
import onnx.NodeProto;
import onnx.TensorProto.DataType;

/** Other graphs with the same numbers in them. */
public final class StoriesGraphs {

    private static final int VOCABULARY = 512;

    private StoriesGraphs() {}

    /** As Optimum exports: positions are told from outside, and there are logits for each token. */
    public static GraphProto ofTokens(GraphProto graph) {
        var changed = withoutNodes(graph);
        changed.addInput(value("position_ids", DataType.INT64, "batch_size", "sequence_length"));
        changed.setOutput(0, value("logits", DataType.FLOAT, "batch_size", "sequence_length", VOCABULARY));
        // Every token's hidden state instead of each row's last.
        NodeProto last = only(graph, node -> node.getOpType().equals("GatherND"));
        NodeProto asRow = only(graph, node -> node.getInputList().contains(last.getOutput(0)));
        for (NodeProto node : graph.getNodeList()) {
            var other = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                if (node.getInput(i).equals(asRow.getOutput(0))) {
                    other.setInput(i, last.getInput(0));
                }
            }
            if (node.getOpType().equals("RotaryEmbedding")) {
                other.setInput(1, "position_ids");
            }
            changed.addNode(other);
        }
        return changed.build();
    }

    private static NodeProto only(GraphProto graph, Predicate<NodeProto> which) {
        List<NodeProto> found = graph.getNodeList().stream().filter(which).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("there are " + found.size());
        }
        return found.getFirst();
    }

    /** Computes nothing but NaN. */
    public static GraphProto ofNoNumbers(GraphProto graph) {
        var changed = withoutNodes(graph);
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOutput(0).equals("logits")) {
                changed.addNode(node.toBuilder().setOutput(0, "numbers"));
                changed.addNode(node("Abs", "positive", List.of("numbers")));
                changed.addNode(node("Neg", "negative", List.of("positive")));
                changed.addNode(
                        node("Log", "logits", List.of("negative")).toBuilder().setName("none"));
            } else {
                changed.addNode(node);
            }
        }
        return changed.build();
    }

    /** Computes no valid numbers for texts with a token. */
    public static GraphProto ofNoNumbersAfter(GraphProto graph, int token) {
        var changed = withoutNodes(graph)
                .addInitializer(integers("bad_token", token))
                .addInitializer(integers("bad_zero", 0))
                .addInitializer(integers("bad_one", 1))
                .addInitializer(integers("bad_axis", -1));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOutputCount() > 0 && node.getOutput(0).equals("embedding")) {
                changed.addNode(node.toBuilder().setOutput(0, "sound"))
                        .addNode(node("Equal", "is_bad", List.of("input_ids", "bad_token")))
                        .addNode(cast("bad", "is_bad", DataType.FLOAT))
                        .addNode(cast("zero_number", "bad_zero", DataType.FLOAT))
                        .addNode(cast("one_number", "bad_one", DataType.FLOAT))
                        .addNode(node("Sub", "not_bad", List.of("one_number", "bad")))
                        // 0 / 1 is nothing to add, 0 / 0 is no number.
                        .addNode(node("Div", "added", List.of("zero_number", "not_bad")))
                        .addNode(node("Unsqueeze", "added_column", List.of("added", "bad_axis")))
                        .addNode(node("Add", "embedding", List.of("sound", "added_column")).toBuilder()
                                .setName("damaged"));
            } else {
                changed.addNode(node);
            }
        }
        return changed.build();
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
                changed.addNode(cast("logits", "logits_wide", DataType.FLOAT16).toBuilder()
                        .setName("narrow"));
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
