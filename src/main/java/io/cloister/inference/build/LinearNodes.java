package io.cloister.inference.build;

import static io.cloister.inference.build.OnnxGraph.MICROSOFT;
import static io.cloister.inference.build.OnnxGraph.ONNX;
import static io.cloister.inference.build.OnnxGraph.attribute;

import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.DataFile.Region;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.Matrix;
import java.util.ArrayList;
import java.util.List;
import onnx.TensorProto.DataType;

/** Linear maps: MatMul in floating point, MatMulNBits of ONNX Runtime where weights are quantized. */
final class LinearNodes {

    private final OnnxGraph graph;
    private final GraphWeights weights;
    private final BuildOptions options;

    LinearNodes(OnnxGraph graph, GraphWeights weights, BuildOptions options) {
        this.graph = graph;
        this.weights = weights;
        this.options = options;
    }

    /** A map in the type of the layers. */
    String add(Matrix matrix, String input) throws UnusableCheckpointException {
        return add(matrix, input, options.weights());
    }

    String add(Matrix matrix, String input, WeightsType type) throws UnusableCheckpointException {
        MatrixRows rows = weights.rows(matrix);
        String product = BuildOptions.quantized(type)
                ? product(matrix.name(), input, plan(rows, type))
                : plain(matrix.name(), input, rows);
        return biased(matrix, product);
    }

    /** Lays out a quantized matrix without using it yet. */
    QuantizedMatrix plan(MatrixRows rows, WeightsType type) {
        return QuantizedMatrix.plan(
                rows, options.quantization(type), options.blockSize(), weights.type(), weights.file());
    }

    String biased(Matrix matrix, String product) throws UnusableCheckpointException {
        if (!matrix.biased()) {
            return product;
        }
        return graph.node(ONNX, "Add", matrix.name() + ".biased", List.of(product, weights.biases(matrix)));
    }

    private String plain(String name, String input, MatrixRows rows) {
        Region region = PlainMatrix.planTurned(rows, weights.type(), weights.file());
        String weight = weights.matrix(name + ".weight", region, rows.columns(), rows.rows());
        return graph.node(ONNX, "MatMul", name, List.of(input, weight));
    }

    /** Multiplies with a matrix that is laid out already. */
    String product(String name, String input, QuantizedMatrix matrix) {
        long rows = matrix.source().rows();
        long blocks = matrix.blocks();
        int bits = matrix.quantization().bits();
        var inputs = new ArrayList<>(List.of(
                input,
                graph.tensor(
                        name + ".codes",
                        DataType.UINT8,
                        List.of(rows, blocks, (long) matrix.blockBytes()),
                        matrix.codes()),
                graph.tensor(name + ".scales", weights.type().onnx(), List.of(rows * blocks), matrix.scales())));
        if (matrix.zeros() != null) {
            inputs.add(
                    graph.tensor(name + ".zeros", DataType.UINT8, List.of(rows * matrix.zeroBytes()), matrix.zeros()));
        }
        return graph.node(
                MICROSOFT,
                "MatMulNBits",
                name,
                inputs,
                attribute("K", matrix.source().columns()),
                attribute("N", rows),
                attribute("bits", bits),
                attribute("block_size", matrix.blockSize()),
                // In floating point the kernel for 8 bit is some sixty times slower.
                attribute("accuracy_level", bits == 8 ? 4 : options.accuracy()));
    }
}
