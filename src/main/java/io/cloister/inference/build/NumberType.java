package io.cloister.inference.build;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import onnx.TensorProto.DataType;

/** What a graph computes in: the type of its activations, its attention cache and its unquantized weights. */
enum NumberType {
    SINGLE(DataType.FLOAT, Float.BYTES),
    HALF(DataType.FLOAT16, Short.BYTES);

    private final DataType onnx;
    private final int bytes;

    NumberType(DataType onnx, int bytes) {
        this.onnx = onnx;
        this.bytes = bytes;
    }

    DataType onnx() {
        return onnx;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** The numbers as they lie in a file, rounded to the nearest where they are halved. */
    ByteBuffer encode(float[] numbers, int from, int count) {
        ByteBuffer encoded = ByteBuffer.allocate(count * bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (this == SINGLE) {
            encoded.asFloatBuffer().put(numbers, from, count);
        } else {
            short[] halves = new short[count];
            for (int i = 0; i < count; i++) {
                halves[i] = Float.floatToFloat16(numbers[from + i]);
            }
            encoded.asShortBuffer().put(halves);
        }
        return encoded;
    }

    /** What remains of a number when it is stored. */
    float round(float number) {
        return this == SINGLE ? number : Float.float16ToFloat(Float.floatToFloat16(number));
    }
}
