package io.cloister.inference.build;

import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.adapter.LoraFit;
import io.cloister.inference.adapter.LoraMatrix;
import io.cloister.inference.checkpoint.StoredTensor;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.checkpoint.Weights;
import io.cloister.inference.family.Matrix;
import io.cloister.inference.family.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a matrix of the graph, gathered from the checkpoint. May be read by several threads at once. */
final class MatrixRows {

    private final Matrix matrix;
    private final List<Part> parts = new ArrayList<>();

    /** @param tensor null for rows of zeros */
    private record Part(
            RowBlock block,
            @Nullable StoredTensor tensor,
            @Nullable LoraMatrix addition) {}

    /**
     * @param adapter is added to what is read; null for none
     * @throws UnusableCheckpointException where a tensor is missing or its shape contradicts the configuration
     */
    MatrixRows(Matrix matrix, Weights weights, @Nullable LoraAdapter adapter) throws UnusableCheckpointException {
        this.matrix = matrix;
        for (RowBlock block : matrix.blocks()) {
            StoredTensor tensor = block.tensor() == null ? null : weights.get(block.tensor());
            if (tensor != null) {
                check(tensor, block.from() + block.count());
            }
            parts.add(new Part(block, tensor, addition(block, adapter)));
        }
    }

    private @Nullable LoraMatrix addition(RowBlock block, @Nullable LoraAdapter adapter)
            throws UnusableCheckpointException {
        if (adapter == null || block.tensor() == null) {
            return null;
        }
        LoraMatrix addition = adapter.of(block.tensor()).orElse(null);
        if (addition != null) {
            LoraFit.require(block.tensor(), addition, matrix, block);
        }
        return addition;
    }

    private void check(StoredTensor tensor, int rows) throws UnusableCheckpointException {
        List<Long> shape = tensor.shape();
        boolean straight = matrix.order() == Matrix.Order.OUTPUTS_FIRST;
        if (shape.size() != 2
                || shape.get(straight ? 1 : 0) != matrix.columns()
                || shape.get(straight ? 0 : 1) < rows) {
            throw new UnusableCheckpointException(
                    "The tensor '%s' has the shape %s, and config.json asks for %d outputs of %d inputs; the two files do not belong together."
                            .formatted(tensor.name(), shape, rows, matrix.columns()));
        }
    }

    int rows() {
        return matrix.rows();
    }

    /** Numbers of a row. */
    int columns() {
        return matrix.paddedColumns();
    }

    /** Bytes that a row takes in the checkpoint. */
    long sourceBytes() {
        return parts.stream()
                .map(Part::tensor)
                .filter(Objects::nonNull)
                .mapToLong(tensor -> (long) matrix.columns() * tensor.type().bytes())
                .max()
                .orElse(0);
    }

    /**
     * How many rows are best read at a time, at least 1, where so many numbers are wanted: all that there are where rows
     * lie across the file, or where each time the whole of an addition is read.
     */
    int together(int numbers) {
        boolean costly = matrix.order() != Matrix.Order.OUTPUTS_FIRST
                || parts.stream().anyMatch(part -> part.addition() != null);
        return costly ? rows() : Math.clamp(numbers / columns(), 1, rows());
    }

    /** Reads as {@link #read} does and refuses numbers that are not finite. */
    void readFinite(int from, int count, float[] target) throws UnusableCheckpointException {
        read(from, count, target);
        FiniteNumbers.require(target, 0, count * columns(), tensorOf(from));
    }

    /** The stored tensor that a row comes from. */
    String tensorOf(int row) {
        int begin = 0;
        for (RowBlock block : matrix.blocks()) {
            begin += block.count();
            if (row < begin && block.tensor() != null) {
                return block.tensor();
            }
        }
        return matrix.name();
    }

    /**
     * Reads whole rows one after the other.
     *
     * @param target of at least {@code count * columns()} numbers
     */
    void read(int from, int count, float[] target) {
        int stored = matrix.columns();
        int begin = 0;
        for (Part part : parts) {
            int end = begin + part.block().count();
            int first = Math.max(from, begin);
            int last = Math.min(from + count, end);
            if (first < last) {
                read(part, first - begin, last - first, target, (first - from) * stored);
            }
            begin = end;
        }
        if (columns() != stored) {
            pad(target, count);
        }
    }

    private void read(Part part, int row, int count, float[] target, int offset) {
        int columns = matrix.columns();
        StoredTensor tensor = part.tensor();
        if (tensor == null) {
            Arrays.fill(target, offset, offset + count * columns, 0);
            return;
        }
        long first = part.block().from() + (long) row;
        if (matrix.order() == Matrix.Order.OUTPUTS_FIRST) {
            tensor.read(first * columns, target, offset, count * columns);
        } else {
            readAcross(tensor, first, count, target, offset);
        }
        if (part.addition() != null) {
            part.addition().addTo(part.block().from() + row, count, target, offset);
        }
    }

    private void readAcross(StoredTensor tensor, long first, int count, float[] target, int offset) {
        long width = tensor.shape().get(1);
        float[] strip = new float[count];
        for (int column = 0; column < matrix.columns(); column++) {
            tensor.read(column * width + first, strip, 0, count);
            for (int i = 0; i < count; i++) {
                target[offset + i * matrix.columns() + column] = strip[i];
            }
        }
    }

    /** Moves the groups of columns apart, from the end so that nothing is overwritten before it moved. */
    private void pad(float[] target, int count) {
        int group = matrix.padding().group();
        int padded = matrix.padding().padded();
        for (int i = count * (matrix.columns() / group) - 1; i >= 0; i--) {
            System.arraycopy(target, i * group, target, i * padded, group);
            Arrays.fill(target, i * padded + group, (i + 1) * padded, 0);
        }
    }
}
