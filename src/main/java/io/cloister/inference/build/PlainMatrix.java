package io.cloister.inference.build;

import io.cloister.inference.build.DataFile.Region;
import java.util.ArrayList;
import java.util.List;

/** A matrix as numbers, row by row, or turned over for the operator MatMul, which wants the inputs first. */
final class PlainMatrix {

    /** Numbers of a piece: a few megabytes of them. */
    private static final int PIECE = 1 << 20;

    private PlainMatrix() {}

    /** Lays out [rows, columns]. */
    static Region plan(MatrixRows source, NumberType type, DataFile file) {
        return planSeveral(List.of(source), type, file);
    }

    /** Lays out [sources, rows, columns]. */
    static Region planSeveral(List<MatrixRows> sources, NumberType type, DataFile file) {
        MatrixRows one = sources.getFirst();
        int columns = one.columns();
        long size = (long) one.rows() * columns * type.bytes();
        Region region = file.reserve(size * sources.size());
        for (int number = 0; number < sources.size(); number++) {
            MatrixRows source = sources.get(number);
            long start = number * size;
            for (int[] range : ranges(source.rows(), Math.max(1, PIECE / columns))) {
                file.add(range[1] * source.sourceBytes(), target -> {
                    float[] numbers = new float[range[1] * columns];
                    source.readFinite(range[0], range[1], numbers);
                    target.write(
                            region,
                            start + (long) range[0] * columns * type.bytes(),
                            type.encode(numbers, 0, numbers.length));
                });
            }
        }
        return region;
    }

    /** Lays out [columns, rows]. */
    static Region planTurned(MatrixRows source, NumberType type, DataFile file) {
        int rows = source.rows();
        int columns = source.columns();
        Region region = file.reserve((long) rows * columns * type.bytes());
        // A strip of rows becomes a strip of columns: many rows at a time, so that runs in the file are long.
        for (int[] range : ranges(rows, Math.max(1, 4 * PIECE / columns))) {
            int count = range[1];
            file.add(count * source.sourceBytes(), target -> {
                float[] numbers = new float[count * columns];
                source.readFinite(range[0], count, numbers);
                float[] turned = new float[count * columns];
                for (int row = 0; row < count; row++) {
                    for (int column = 0; column < columns; column++) {
                        turned[column * count + row] = numbers[row * columns + column];
                    }
                }
                for (int column = 0; column < columns; column++) {
                    target.write(
                            region,
                            ((long) column * rows + range[0]) * type.bytes(),
                            type.encode(turned, column * count, count));
                }
            });
        }
        return region;
    }

    /** Pairs of first and count. */
    private static List<int[]> ranges(int rows, int step) {
        var ranges = new ArrayList<int[]>();
        for (int from = 0; from < rows; from += step) {
            ranges.add(new int[] {from, Math.min(step, rows - from)});
        }
        return ranges;
    }
}
