package io.cloister.inference.build;

import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.build.DataFile.Region;
import io.cloister.inference.checkpoint.StoredTensor;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.checkpoint.Weights;
import io.cloister.inference.family.Matrix;
import io.cloister.inference.family.RowBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings the tensors of a checkpoint into a graph and remembers which were used. */
final class GraphWeights {

    private static final int INLINE_BYTES = 1024;
    private static final int PIECE = 1 << 16;

    private final OnnxGraph graph;
    private final DataFile file;
    private final Weights weights;
    private final @Nullable LoraAdapter adapter;
    private final NumberType type;
    private final Set<String> used = new HashSet<>();

    GraphWeights(OnnxGraph graph, DataFile file, Weights weights, @Nullable LoraAdapter adapter, NumberType type) {
        this.graph = graph;
        this.file = file;
        this.weights = weights;
        this.adapter = adapter;
        this.type = type;
    }

    /** What the graph computes in. */
    NumberType type() {
        return type;
    }

    MatrixRows rows(Matrix matrix) throws UnusableCheckpointException {
        matrix.blocks().stream().map(RowBlock::tensor).forEach(this::use);
        return new MatrixRows(matrix, weights, adapter);
    }

    private void use(@Nullable String tensor) {
        if (tensor != null) {
            used.add(tensor);
        }
    }

    /** The tensors of the checkpoint that went into the graph. */
    Set<String> used() {
        return Set.copyOf(used);
    }

    DataFile file() {
        return file;
    }

    String matrix(String name, Region region, long... shape) {
        return graph.tensor(name, type.onnx(), Arrays.stream(shape).boxed().toList(), region);
    }

    /** Adds a stored vector; each number grows by an offset. */
    String vector(String name, String tensor, int size, double offset) throws UnusableCheckpointException {
        float[] numbers = read(tensor, List.of((long) size));
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) (numbers[i] + offset);
        }
        return numbers(name, List.of((long) size), numbers);
    }

    /** The biases of a matrix's rows. */
    String biases(Matrix matrix) throws UnusableCheckpointException {
        float[] numbers = new float[matrix.rows()];
        int at = 0;
        for (RowBlock block : matrix.blocks()) {
            if (block.tensor() != null) {
                String tensor = block.tensor().replaceFirst("weight$", "bias");
                used.add(tensor);
                weights.get(tensor).read(block.from(), numbers, at, block.count());
                FiniteNumbers.require(numbers, at, block.count(), tensor);
            }
            at += block.count();
        }
        return numbers(matrix.name() + ".bias", List.of((long) numbers.length), numbers);
    }

    /** Reads a whole small tensor. */
    float[] read(String name, List<Long> shape) throws UnusableCheckpointException {
        used.add(name);
        StoredTensor tensor = weights.get(name);
        if (!tensor.shape().equals(shape)) {
            throw new UnusableCheckpointException(
                    "The tensor '%s' has the shape %s, and config.json asks for %s; the two files do not belong together."
                            .formatted(name, tensor.shape(), shape));
        }
        float[] numbers = new float[Math.toIntExact(tensor.elements())];
        tensor.read(0, numbers, 0, numbers.length);
        FiniteNumbers.require(numbers, 0, numbers.length, name);
        return numbers;
    }

    /** Adds computed numbers in the graph's type, row by row. */
    String numbers(String name, List<Long> shape, float[] numbers) {
        ByteBuffer bytes = type.encode(numbers, 0, numbers.length);
        if (bytes.remaining() <= INLINE_BYTES) {
            return graph.inline(name, type.onnx(), shape, bytes);
        }
        Region region = file.reserve(bytes.remaining());
        file.add(0, target -> target.write(region, 0, bytes.duplicate()));
        return graph.tensor(name, type.onnx(), shape, region);
    }

    /** Makes some rows of a table; called by several threads at once. */
    interface Rows {
        void make(int from, int count, float[] target);
    }

    /** Adds a table [rows, columns] that is computed while weights are written. */
    String computed(String name, int rows, int columns, Rows maker) {
        Region region = file.reserve((long) rows * columns * type.bytes());
        int step = Math.clamp(PIECE / columns, 1, rows);
        for (int from = 0; from < rows; from += step) {
            int first = from;
            int count = Math.min(step, rows - from);
            file.add(0, target -> {
                float[] numbers = target.numbers(count * columns);
                maker.make(first, count, numbers);
                target.write(region, (long) first * columns * type.bytes(), type.encode(numbers, 0, count * columns));
            });
        }
        return graph.tensor(name, type.onnx(), List.of((long) rows, (long) columns), region);
    }

    /** Adds a single number. */
    String constant(String name, double number) {
        return numbers(name, List.of(), new float[] {(float) number});
    }
}
