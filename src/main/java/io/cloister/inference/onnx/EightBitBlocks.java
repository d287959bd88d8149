package io.cloister.inference.onnx;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import onnx.TensorProto;

/**
 * A matrix [rows, columns] as MatMulNBits keeps it: each column in blocks of {@value #SIZE} rows, a number being
 * (code - 128) times its block's scale.
 *
 * @param codes [columns, blocks, size], unsigned bytes
 * @param scales [columns · blocks]
 */
record EightBitBlocks(int rows, int columns, TensorProto codes, TensorProto scales) {

    /** With larger ones, ONNX Runtime 1.29 gives a row other numbers in other company. */
    static final int SIZE = 64;

    private static final int LARGEST = 127;
    private static final int ZERO = 128;

    static EightBitBlocks of(TensorProto matrix) {
        int rows = Math.toIntExact(matrix.getDims(0));
        int columns = Math.toIntExact(matrix.getDims(1));
        FloatBuffer values = matrix.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        int blocks = Math.ceilDiv(rows, SIZE);
        byte[] codes = new byte[Math.multiplyExact(Math.multiplyExact(columns, blocks), SIZE)];
        ByteBuffer scales = ByteBuffer.allocate(columns * blocks * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] block = new float[SIZE];
        for (int column = 0; column < columns; column++) {
            for (int first = 0; first < rows; first += SIZE) {
                for (int i = 0; i < SIZE; i++) {
                    block[i] = first + i < rows ? values.get((first + i) * columns + column) : 0;
                }
                int place = scales.position() / Float.BYTES * SIZE;
                scales.putFloat(quantize(block, codes, place));
            }
        }
        return new EightBitBlocks(
                rows,
                columns,
                tensor(
                        matrix.getName() + "/codes",
                        TensorProto.DataType.UINT8,
                        ByteBuffer.wrap(codes),
                        columns,
                        blocks,
                        SIZE),
                tensor(
                        matrix.getName() + "/scales",
                        TensorProto.DataType.FLOAT,
                        scales.flip(),
                        (long) columns * blocks));
    }

    /** Gives the scale. */
    private static float quantize(float[] block, byte[] codes, int place) {
        float largest = 0;
        for (float value : block) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / LARGEST;
        for (int i = 0; i < block.length; i++) {
            codes[place + i] = (byte) (ZERO + (scale == 0 ? 0 : Math.round(block[i] / scale)));
        }
        return scale;
    }

    private static TensorProto tensor(String name, TensorProto.DataType type, ByteBuffer bytes, long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor.build();
    }
}
