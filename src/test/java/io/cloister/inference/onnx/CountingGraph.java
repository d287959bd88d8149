package io.cloister.inference.onnx;

import static io.cloister.inference.GraphParts.attribute;
import static io.cloister.inference.GraphParts.integers;
import static io.cloister.inference.GraphParts.node;
import static io.cloister.inference.GraphParts.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.OperatorSetIdProto;
import onnx.TensorProto.DataType;

/**
 * The smallest decoder: it keeps its tokens themselves as its cache and gives their sum as the only logit. A step that
 * takes the text past the switch keeps its tokens with the sign turned, so the sum tells which were read before it. Keys and values are one tensor.
 */
record CountingGraph(int ropeSwitch, DataType idType, boolean rankTwo) {

    private static final String PAST = "kept_%d";
    private static final String PRESENT = "keeps_%d";

    GraphFile write(Path folder) throws IOException {
        var graph = GraphProto.newBuilder()
                .setName("counting")
                .addInput(value("ids", idType, "rows", "columns"))
                .addInput(value("attention_mask", idType, "rows", "total"))
                .addOutput(
                        rankTwo ? value("sum", DataType.FLOAT, "rows", 1) : value("sum", DataType.FLOAT, "rows", 1, 1))
                .addInitializer(integers("switch", ropeSwitch))
                .addInitializer(integers("second", 1))
                .addInitializer(integers("plus", 1))
                .addInitializer(integers("minus", -1))
                .addInitializer(integers("kept_shape", 1, 1, 1, -1, 1))
                .addInitializer(integers("sum_shape", rankTwo ? new long[] {1, 1} : new long[] {1, 1, 1}))
                .addNode(node("Shape", "mask_shape", List.of("attention_mask")))
                .addNode(node("Gather", "total", List.of("mask_shape", "second")))
                .addNode(node("Greater", "past_switch", List.of("total", "switch")))
                .addNode(node("Where", "sign", List.of("past_switch", "minus", "plus")))
                .addNode(cast("wide_ids", "ids", DataType.INT64))
                .addNode(node("Mul", "signed", List.of("wide_ids", "sign")))
                .addNode(cast("numbers", "signed", DataType.FLOAT))
                .addNode(node("Reshape", "read", List.of("numbers", "kept_shape")))
                .addInput(value("kept_0", DataType.FLOAT, 2, "rows", 1, "before", 1))
                .addOutput(value("keeps_0", DataType.FLOAT, 2, "rows", 1, "total", 1))
                .addNode(node("Sub", "nothing", List.of("read", "read")))
                .addNode(node("Concat", "both", List.of("read", "nothing"), attribute("axis", 0)))
                .addNode(node("Concat", "keeps_0", List.of("kept_0", "both"), attribute("axis", 3)))
                .addNode(node("ReduceSum", "added", List.of("keeps_0"), attribute("keepdims", 0)))
                .addNode(node("Reshape", "sum", List.of("added", "sum_shape")));
        Path file = folder.resolve("counting.onnx");
        Files.write(
                file,
                ModelProto.newBuilder()
                        .setIrVersion(10)
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(21))
                        .setGraph(graph)
                        .build()
                        .toByteArray());
        return GraphFile.read(file);
    }

    static DecoderNames names() {
        return new DecoderNames("ids", "attention_mask", "position_ids", "sum", List.of(PAST), List.of(PRESENT));
    }

    private static onnx.NodeProto cast(String output, String input, DataType type) {
        return node("Cast", output, List.of(input), attribute("to", type.getNumber()));
    }
}
