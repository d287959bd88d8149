package io.cloister.inference.build;

import io.cloister.inference.build.DataFile.Region;
import io.cloister.inference.build.DataFile.Target;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in blocks of whole numbers, as the operators MatMulNBits and GatherBlockQuantized of ONNX Runtime read it:
 * codes [rows, blocks, block·bits/8], scales [rows, blocks], zeros [rows, ⌈blocks·bits/8⌉]. Rows are independent of each
 * other.
 *
 * @param zeros null where the zero is fixed
 */
record QuantizedMatrix(
        MatrixRows source,
        BlockQuantization quantization,
        int blockSize,
        NumberType scaleType,
        Region codes,
        Region scales,
        @Nullable Region zeros) {

    /** Numbers of a piece. */
    private static final int PIECE = 1 << 18;

    /** Numbers on their way at a time: they stay in the processor's cache from the file to the codes. */
    private static final int STRETCH = 1 << 15;

    static QuantizedMatrix plan(
            MatrixRows source, BlockQuantization quantization, int blockSize, NumberType scaleType, DataFile file) {
        int blocks = Math.ceilDiv(source.columns(), blockSize);
        long rows = source.rows();
        int bits = quantization.bits();
        var matrix = new QuantizedMatrix(
                source,
                quantization,
                blockSize,
                scaleType,
                file.reserve(rows * blocks * (blockSize * bits / 8)),
                file.reserve(rows * blocks * scaleType.bytes()),
                quantization.storesZeros() ? file.reserve(rows * Math.ceilDiv(blocks * bits, 8)) : null);
        int step = Math.clamp(PIECE / source.columns(), 1, source.rows());
        for (int from = 0; from < source.rows(); from += step) {
            int first = from;
            int count = Math.min(step, source.rows() - from);
            file.add(count * source.sourceBytes(), target -> matrix.write(first, count, target));
        }
        return matrix;
    }

    int blocks() {
        return Math.ceilDiv(source.columns(), blockSize);
    }

    int blockBytes() {
        return blockSize * quantization.bits() / 8;
    }

    int zeroBytes() {
        return Math.ceilDiv(blocks() * quantization.bits(), 8);
    }

    private void write(int first, int count, Target target) throws IOException {
        int all = count * blocks();
        byte[] packed = target.bytes(all * blockBytes());
        float[] scale = new float[all];
        byte[] zero = new byte[zeros == null ? 0 : count * zeroBytes()];
        var run = new QuantizedRun(blockSize);
        int most = QuantizedRun.CAPACITY / blockSize;
        int step = source.together(STRETCH);
        for (int row = 0; row < count; row += step) {
            int begin = row * blocks();
            int end = Math.min(row + step, count) * blocks();
            float[] numbers = blockwise(first + row, (end - begin) / blocks(), target);
            for (int done = begin; done < end; done += run.blocks()) {
                run.begin(Math.min(most, end - done));
                quantization.quantize(numbers, (done - begin) * blockSize, scaleType, run);
                StoredCodes.pack(run.codes, run.blocks() * blockSize, quantization.bits(), packed, done * blockBytes());
                System.arraycopy(run.scales, 0, scale, done, run.blocks());
                requireFinite(run, first, done);
                if (zeros != null) {
                    storeZeros(run, done, zero);
                }
            }
        }
        target.write(codes, (long) first * blocks() * blockBytes(), ByteBuffer.wrap(packed, 0, all * blockBytes()));
        target.write(scales, (long) first * blocks() * scaleType.bytes(), scaleType.encode(scale, 0, scale.length));
        if (zeros != null) {
            target.write(zeros, (long) first * zeroBytes(), ByteBuffer.wrap(zero));
        }
    }

    /** Rows with the last block of each filled up with zeros; behind them there is room for a run's group. */
    private float[] blockwise(int first, int count, Target target) {
        int columns = source.columns();
        int padded = blocks() * blockSize;
        float[] numbers = target.numbers(count * padded + QuantizedRun.GROUP);
        source.read(first, count, numbers);
        for (int row = count - 1; row >= 0 && padded > columns; row--) {
            System.arraycopy(numbers, row * columns, numbers, row * padded, columns);
            Arrays.fill(numbers, row * padded + columns, (row + 1) * padded, 0);
        }
        return numbers;
    }

    private void requireFinite(QuantizedRun run, int first, int done) throws UnusableCheckpointException {
        for (int block = 0; block < run.blocks(); block++) {
            if (!Float.isFinite(run.scales[block])) {
                throw FiniteNumbers.refused(source.tensorOf(first + (done + block) / blocks()));
            }
        }
    }

    /** Each row's zeros begin in a byte of their own. */
    private void storeZeros(QuantizedRun run, int done, byte[] target) {
        for (int i = 0; i < run.blocks(); i++) {
            int row = (done + i) / blocks() * zeroBytes();
            int block = (done + i) % blocks();
            if (quantization.bits() == 4) {
                target[row + block / 2] |= (byte) (run.zeros[i] << (block % 2 * 4));
            } else {
                target[row + block] = (byte) run.zeros[i];
            }
        }
    }
}
