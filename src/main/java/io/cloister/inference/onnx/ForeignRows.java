package io.cloister.inference.onnx;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a graph that was built elsewhere: each is computed by itself, and none goes back but to its beginning, because
 * its cache may be new tensors after every step.
 */
final class ForeignRows implements DecoderRows {

    private final DecoderSession decoder;
    private final RowLimits limits;
    private final List<ForeignRow> rows = new ArrayList<>();
    private int first;

    ForeignRows(DecoderSession decoder, RowLimits limits) {
        this.decoder = decoder;
        this.limits = limits;
        for (int row = 0; row < limits.rows(); row++) {
            rows.add(new ForeignRow(decoder));
        }
    }

    @Override
    public void step(int firstRow, int[] tokens, int[] lengths) {
        first = firstRow;
        for (int i = 0; i < tokens.length; i++) {
            rows.get(firstRow + i).read(new int[] {tokens[i]}, 0, 1, lengths[i] == 0);
        }
    }

    @Override
    public void read(int row, int length, int[] tokens, int to, int wanted) {
        first = row;
        rows.get(row).read(tokens, length, to, length == 0);
    }

    @Override
    public void logits(int index, float[] target) {
        rows.get(first + index).logits(target);
    }

    @Override
    public boolean together() {
        return false;
    }

    @Override
    public boolean portable() {
        return false;
    }

    @Override
    public void save(int row, int from, int count, MemorySegment target) {
        throw new UnsupportedOperationException("rows of foreign graphs are not portable");
    }

    @Override
    public void restore(int row, int from, int count, MemorySegment source) {
        throw new UnsupportedOperationException("rows of foreign graphs are not portable");
    }

    @Override
    public void release(int row) {
        rows.get(row).clear();
    }

    @Override
    public int rows() {
        return limits.rows();
    }

    @Override
    public int capacity() {
        return limits.capacity();
    }

    @Override
    public int vocabulary() {
        return decoder.vocabulary();
    }

    @Override
    public long bytesPerToken() {
        return decoder.bytesPerToken();
    }

    @Override
    public void stop() {
        rows.forEach(ForeignRow::terminate);
    }

    @Override
    public void close() {
        rows.forEach(ForeignRow::close);
    }
}
