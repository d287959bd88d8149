package io.cloister.inference.family;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear map y = x·Wᵀ + b whose rows, one for each output, come from one or several stored matrices.
 *
 * @param name of its node in the graph, {@code layers.0.attention.query}
 * @param columns inputs as stored
 * @param blocks rows in the order of the outputs
 * @param biased whether each stored {@code ….weight} has a {@code ….bias} beside it
 * @param order how the checkpoint stores it
 * @param padding zeros put between groups of columns
 */
public record Matrix(
        String name, int columns, List<RowBlock> blocks, boolean biased, Order order, ColumnPadding padding) {

    /** Which dimension of the stored matrix comes first. */
    public enum Order {
        /** [outputs, inputs], as PyTorch's {@code Linear}. */
        OUTPUTS_FIRST,
        /** [inputs, outputs], as the {@code Conv1D} of GPT-2. */
        INPUTS_FIRST
    }

    /**
     * @param group columns as stored, all of them where nothing is padded
     * @param padded what each group grows to
     */
    public record ColumnPadding(int group, int padded) {}

    public Matrix {
        blocks = List.copyOf(blocks);
    }

    /** A whole stored matrix. */
    static Matrix of(String name, String tensor, int rows, int columns) {
        return of(name, columns, List.of(new RowBlock(tensor, 0, rows)));
    }

    static Matrix of(String name, int columns, List<RowBlock> blocks) {
        return new Matrix(name, columns, blocks, false, Order.OUTPUTS_FIRST, new ColumnPadding(columns, columns));
    }

    /** Outputs. */
    public int rows() {
        return blocks.stream().mapToInt(RowBlock::count).sum();
    }

    /** Inputs, zeros between them included. */
    public int paddedColumns() {
        return columns / padding.group() * padding.padded();
    }

    Matrix biased(boolean value) {
        return new Matrix(name, columns, blocks, value, order, padding);
    }

    Matrix inputsFirst() {
        return new Matrix(name, columns, blocks, biased, Order.INPUTS_FIRST, padding);
    }

    /** Several maps of the same input as one, their outputs one after the other. */
    public static Matrix joined(String name, List<Matrix> parts) {
        Matrix first = parts.getFirst();
        List<RowBlock> blocks =
                parts.stream().flatMap(part -> part.blocks.stream()).toList();
        return new Matrix(name, first.columns, blocks, first.biased, first.order, first.padding);
    }

    /** Rows of two maps in turn: the first of the one, the first of the other, the second of the one. */
    public static Matrix interleaved(Matrix one, Matrix other) {
        var blocks = new ArrayList<RowBlock>();
        for (int row = 0; row < one.rows(); row++) {
            blocks.add(one.row(row));
            blocks.add(other.row(row));
        }
        return new Matrix(one.name, one.columns, blocks, one.biased, one.order, one.padding);
    }

    private RowBlock row(int number) {
        int begin = 0;
        for (RowBlock block : blocks) {
            if (number < begin + block.count()) {
                return new RowBlock(block.tensor(), block.from() + number - begin, 1);
            }
            begin += block.count();
        }
        throw new IndexOutOfBoundsException(number);
    }

    /** Grows each group of outputs, a head, by outputs that are always zero. */
    Matrix padRows(int group, int padded) {
        var grown = new ArrayList<RowBlock>();
        int filled = 0;
        for (RowBlock block : blocks) {
            for (int from = 0; from < block.count(); ) {
                int count = Math.min(group - filled, block.count() - from);
                grown.add(new RowBlock(block.tensor(), block.from() + from, count));
                from += count;
                filled += count;
                if (filled == group) {
                    grown.add(RowBlock.zeros(padded - group));
                    filled = 0;
                }
            }
        }
        return new Matrix(name, columns, grown, biased, order, padding);
    }

    Matrix padColumns(int group, int padded) {
        return new Matrix(name, columns, blocks, biased, order, new ColumnPadding(group, padded));
    }
}
