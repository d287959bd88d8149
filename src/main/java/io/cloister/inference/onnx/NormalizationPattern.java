package io.cloister.inference.onnx;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.NodeProto;
import onnx.TensorProto;
import org.jspecify.annotations.Nullable;

/**
 * Finds layer normalisation over the last axis: the operator of its name, or what exporters wrote before there was one,
 * (x - mean(x)) / sqrt(mean((x - mean(x))²) + epsilon) · scale + shift.
 */
final class NormalizationPattern {

    private final Map<String, NodeProto> producers = new HashMap<>();
    private final Map<String, TensorProto> constants = new HashMap<>();

    /** @param values name of x [.., width]; scale and shift are constants [width] */
    record Match(String values, String scale, String shift, float epsilon) {}

    NormalizationPattern(GraphProto graph) {
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("Constant") && node.getAttribute(0).hasT()) {
                constants.put(node.getOutput(0), node.getAttribute(0).getT());
            }
            node.getOutputList().forEach(output -> producers.put(output, node));
        }
    }

    @Nullable Match match(NodeProto node) {
        return switch (node.getOpType()) {
            case "LayerNormalization" -> named(node);
            case "Add" -> spelledOut(node);
            default -> null;
        };
    }

    private @Nullable Match named(NodeProto node) {
        boolean plain = node.getInputCount() == 3
                && node.getOutputCount() == 1
                && isVector(node.getInput(1))
                && isVector(node.getInput(2))
                && node.getAttributeList().stream().noneMatch(a -> a.getName().equals("axis") && a.getI() != -1);
        float epsilon = node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("epsilon"))
                .map(AttributeProto::getF)
                .findFirst()
                .orElse(1e-5f);
        return plain ? new Match(node.getInput(0), node.getInput(1), node.getInput(2), epsilon) : null;
    }

    private @Nullable Match spelledOut(NodeProto add) {
        NodeProto scaled = producer(add.getInput(0), "Mul");
        NodeProto quotient = scaled == null ? null : producer(scaled.getInput(0), "Div");
        if (scaled == null || quotient == null || !isVector(scaled.getInput(1)) || !isVector(add.getInput(1))) {
            return null;
        }
        NodeProto centred = producer(quotient.getInput(0), "Sub");
        NodeProto root = producer(quotient.getInput(1), "Sqrt");
        NodeProto variance = root == null ? null : producer(root.getInput(0), "Add");
        Float epsilon = variance == null ? null : number(variance.getInput(1));
        if (centred == null || variance == null || epsilon == null) {
            return null;
        }
        String values = centred.getInput(0);
        boolean fits = isMean(centred.getInput(1), values) && isVariance(variance.getInput(0), values);
        return fits ? new Match(values, scaled.getInput(1), add.getInput(1), epsilon) : null;
    }

    private boolean isVariance(String name, String values) {
        NodeProto mean = producer(name, "ReduceMean");
        NodeProto square = mean == null ? null : producer(mean.getInput(0), "Pow");
        NodeProto centred = square == null ? null : producer(square.getInput(0), "Sub");
        Float exponent = square == null ? null : number(square.getInput(1));
        return mean != null
                && square != null
                && centred != null
                && exponent != null
                && exponent == 2
                && centred.getInput(0).equals(values)
                && isMean(centred.getInput(1), values)
                && isMean(name, square.getOutput(0));
    }

    /** The mean over the last axis, which stays, with length 1. */
    private boolean isMean(String name, String of) {
        NodeProto mean = producer(name, "ReduceMean");
        if (mean == null || !mean.getInput(0).equals(of)) {
            return false;
        }
        List<Long> axes = mean.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("axes"))
                .findFirst()
                .map(AttributeProto::getIntsList)
                .orElse(List.of());
        boolean kept = mean.getAttributeList().stream()
                .noneMatch(attribute -> attribute.getName().equals("keepdims") && attribute.getI() == 0);
        return kept && axes.equals(List.of(-1L));
    }

    private boolean isVector(String name) {
        TensorProto tensor = constants.get(name);
        return tensor != null && tensor.getDimsCount() == 1 && tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE;
    }

    private @Nullable Float number(String name) {
        TensorProto tensor = constants.get(name);
        if (tensor == null
                || tensor.getDataType() != TensorProto.DataType.FLOAT_VALUE
                || tensor.getDimsList().stream().anyMatch(size -> size != 1)) {
            return null;
        }
        return tensor.getRawData().size() == Float.BYTES
                ? tensor.getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat()
                : null;
    }

    private @Nullable NodeProto producer(String name, String type) {
        NodeProto node = producers.get(name);
        return node != null && node.getOpType().equals(type) ? node : null;
    }
}
