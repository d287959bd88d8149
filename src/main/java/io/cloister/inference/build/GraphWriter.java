package io.cloister.inference.build;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.StringStringEntryProto;
import onnx.TensorProto;
import onnx.TensorShapeProto;
import onnx.TypeProto;
import onnx.ValueInfoProto;

/**
 * Writes an ONNX graph node by node. Large tensors go straight to {@code model.onnx.data}, because a graph file ends at
 * 2 GiB. Names of values are the caller's; every output is named after its node.
 */
final class GraphWriter implements AutoCloseable {

    static final String MICROSOFT = "com.microsoft";

    private static final String FILE = "model.onnx";
    private static final String DATA = "model.onnx.data";
    private static final int IR_VERSION = 10;
    private static final int OPSET = 21;
    private static final int INLINE_BYTES = 1024;

    /** So that the runtime can map a tensor into memory where it lies. */
    private static final int ALIGNMENT = 4096;

    private final Path folder;
    private final FileChannel data;
    private final GraphProto.Builder graph = GraphProto.newBuilder();

    GraphWriter(Path folder, String name) throws IOException {
        this.folder = folder;
        this.data = FileChannel.open(folder.resolve(DATA), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        graph.setName(name);
    }

    /** Adds an input; a text stands for a dimension that varies, a number for a fixed one. */
    void input(String name, TensorProto.DataType type, Object... shape) {
        graph.addInput(value(name, type, shape));
    }

    void output(String name, TensorProto.DataType type, Object... shape) {
        graph.addOutput(value(name, type, shape));
    }

    /** Adds a node with one output of its own name, which is given back. */
    String node(String type, String domain, String name, List<String> inputs, AttributeProto... attributes) {
        nodes(type, domain, name, inputs, List.of(name), attributes);
        return name;
    }

    /** Adds a node; an empty text among the inputs or outputs leaves that one out. */
    void nodes(
            String type,
            String domain,
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

    /** Adds numbers; those that are many go to the data file. */
    String tensor(String name, List<Long> shape, FloatBuffer values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(shape);
        if (bytes.remaining() <= INLINE_BYTES) {
            tensor.setRawData(ByteString.copyFrom(bytes));
        } else {
            long offset = (data.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", DATA))
                    .addExternalData(entry("offset", String.valueOf(offset)))
                    .addExternalData(entry("length", String.valueOf(bytes.remaining())));
            while (bytes.hasRemaining()) {
                offset += data.write(bytes, offset);
            }
        }
        graph.addInitializer(tensor);
        return name;
    }

    String integers(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    /** Writes the graph file. */
    void finish() throws IOException {
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

    private static ValueInfoProto value(String name, TensorProto.DataType type, Object... shape) {
        var dimensions = TensorShapeProto.newBuilder();
        for (Object dimension : shape) {
            var built = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(
                    dimension instanceof String variable
                            ? built.setDimParam(variable)
                            : built.setDimValue(((Number) dimension).longValue()));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
