package io.cloister.inference;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import onnx.AttributeProto;
import onnx.NodeProto;
import onnx.TensorProto;
import onnx.TensorShapeProto;
import onnx.TypeProto;
import onnx.ValueInfoProto;

/** Pieces of ONNX graphs, for tests that need a graph nobody else writes. */
public final class GraphParts {

    private GraphParts() {}

    public static NodeProto node(String type, String output, List<String> inputs, AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes))
                .build();
    }

    public static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /** Whole numbers [n]. */
    public static TensorProto integers(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    /** An input or output; a text stands for a dimension that varies, a number for a fixed one. */
    public static ValueInfoProto value(String name, TensorProto.DataType type, Object... shape) {
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
}
