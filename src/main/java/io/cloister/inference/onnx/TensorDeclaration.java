package io.cloister.inference.onnx;

import onnx.TensorShapeProto;
import onnx.TypeProto;
import onnx.ValueInfoProto;

/** Declares inputs and outputs of graphs. */
public final class TensorDeclaration {

    private TensorDeclaration() {}

    /**
     * A tensor's name and type.
     *
     * @param type as ONNX counts them
     * @param dimensions a text stands for one that varies, a number for a fixed one
     */
    public static ValueInfoProto of(String name, int type, Object... dimensions) {
        var shape = TensorShapeProto.newBuilder();
        for (Object dimension : dimensions) {
            var one = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    dimension instanceof Number number
                            ? one.setDimValue(number.longValue())
                            : one.setDimParam(dimension.toString()));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }
}
