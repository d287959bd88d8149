package io.cloister.inference.build;

import com.google.protobuf.ByteString;
import io.cloister.inference.build.DataFile.Region;
import io.cloister.inference.onnx.TensorDeclaration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.StringStringEntryProto;
import onnx.TensorProto;
import onnx.TensorProto.DataType;

/**
 * An ONNX graph in the making, node by node. Names of values are the caller's; an output is named after its node where
 * nothing else is said. Weights lie in a file beside it, because a graph file ends at 2 GiB.
 */
final class OnnxGraph {

    static final String FILE = "model.onnx";
    static final String ONNX = "";
    static final String MICROSOFT = "com.microsoft";

    /** What onnxruntime-genai writes, so that its runtimes of the same age can read ours. */
    private static final int IR_VERSION = 10;

    private static final int OPSET = 21;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> shared = new HashSet<>();

    OnnxGraph(String name) {
        graph.setName(name);
    }

    /** Adds an input; a text stands for a dimension that varies, a number for a fixed one. */
    void input(String name, DataType type, Object... shape) {
        graph.addInput(TensorDeclaration.of(name, type.getNumber(), shape));
    }

    void output(String name, DataType type, Object... shape) {
        graph.addOutput(TensorDeclaration.of(name, type.getNumber(), shape));
    }

    /** Adds a node with one output of its own name, which is given back. */
    String node(String domain, String type, String name, List<String> inputs, AttributeProto... attributes) {
        nodes(domain, type, name, inputs, List.of(name), attributes);
        return name;
    }

    /** Adds a node; an empty text among the inputs or outputs leaves that one out. */
    void nodes(
            String domain,
            String type,
            String name,
            List<String> inputs,
            List<String> outputs,
            AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(type)
                .setDomain(domain)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(Arrays.asList(attributes)));
    }

    /** Adds a tensor whose numbers lie in the data file. */
    String tensor(String name, DataType type, List<Long> shape, Region region) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", DataFile.NAME))
                .addExternalData(entry("offset", String.valueOf(region.offset())))
                .addExternalData(entry("length", String.valueOf(region.length()))));
        return name;
    }

    /** Adds a small tensor whose numbers lie in the graph. */
    String inline(String name, DataType type, List<Long> shape, ByteBuffer numbers) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .setRawData(ByteString.copyFrom(numbers)));
        return name;
    }

    /** Adds whole numbers once; nodes share them by name. */
    String integers(String name, long... values) {
        if (!shared.add(name)) {
            return name;
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return inline(name, DataType.INT64, List.of((long) values.length), bytes);
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto to(DataType type) {
        return attribute("to", type.getNumber());
    }

    /** Writes the graph file into a folder. */
    void write(Path folder) throws IOException {
        var model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("cloister")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .setGraph(graph)
                .build();
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE), StandardOpenOption.CREATE_NEW)) {
            model.writeTo(out);
        }
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
