package io.cloister.inference.build;

import io.cloister.inference.build.DataFile.Region;
import io.cloister.inference.build.DataFile.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    /** Numbers of a piece: a few megabytes of them. */
    private static final int PIECE = 1 << 20;

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
        int columns = source.columns();
        float[] numbers = new float[count * columns];
        source.read(first, count, numbers);
        byte[] packed = new byte[count * blocks() * blockBytes()];
        float[] scale = new float[count * blocks()];
        byte[] zero = new byte[zeros == null ? 0 : count * zeroBytes()];
        var block = new BlockQuantization.Block(blockSize);
        int done = 0;
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column += blockSize) {
                int length = Math.min(blockSize, columns - column);
                quantization.quantize(numbers, row * columns + column, length, scaleType, block);
                if (!Float.isFinite(block.scale)) {
                    throw FiniteNumbers.refused(source.tensorOf(first + row));
                }
                store(block, packed, done * blockBytes());
                scale[done++] = block.scale;
                if (zeros != null) {
                    storeZero(block.zero, zero, row * zeroBytes(), column / blockSize);
                }
            }
        }
        target.write(codes, (long) first * blocks() * blockBytes(), ByteBuffer.wrap(packed));
        target.write(scales, (long) first * blocks() * scaleType.bytes(), scaleType.encode(scale, 0, scale.length));
        if (zeros != null) {
            target.write(zeros, (long) first * zeroBytes(), ByteBuffer.wrap(zero));
        }
    }

    private void store(BlockQuantization.Block block, byte[] packed, int offset) {
        if (quantization.bits() == 4) {
            PackedCodes.pack(block.codes, packed, offset);
        } else {
            System.arraycopy(block.codes, 0, packed, offset, block.codes.length);
        }
    }

    private void storeZero(int zero, byte[] target, int row, int block) {
        if (quantization.bits() == 4) {
            target[row + block / 2] |= (byte) (zero << (block % 2 * 4));
        } else {
            target[row + block] = (byte) zero;
        }
    }
}
