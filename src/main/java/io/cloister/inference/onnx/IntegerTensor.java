package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** An input [1, columns] of whole numbers, kept from step to step; only a new shape takes a new tensor. */
final class IntegerTensor implements AutoCloseable {

    private final OrtEnvironment environment;
    private final DecoderLayout.Integers input;
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private @Nullable OnnxTensor tensor;
    private int columns;

    /** The number that belongs at a place. */
    interface Numbers {
        long at(int column);
    }

    IntegerTensor(OrtEnvironment environment, DecoderLayout.Integers input) {
        this.environment = environment;
        this.input = input;
    }

    void offer(GraphCall call, int newColumns, Numbers numbers) throws OrtException {
        OnnxTensor shaped = shaped(newColumns);
        boolean wide = input.type() == OnnxJavaType.INT64;
        int place = 0;
        for (int column = 0; column < columns; column++, place += input.type().size) {
            long number = numbers.at(column);
            if (wide) {
                memory.putLong(place, number);
            } else {
                memory.putInt(place, Math.toIntExact(number));
            }
        }
        call.inputs().put(input.name(), shaped);
    }

    private OnnxTensor shaped(int newColumns) throws OrtException {
        if (tensor != null && columns == newColumns) {
            return tensor;
        }
        close();
        int bytes = newColumns * input.type().size;
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(2 * bytes).order(ByteOrder.nativeOrder());
        }
        tensor = OnnxTensor.createTensor(
                environment,
                memory.duplicate().order(ByteOrder.nativeOrder()).limit(bytes),
                new long[] {1, newColumns},
                input.type());
        columns = newColumns;
        return tensor;
    }

    @Override
    public void close() {
        if (tensor != null) {
            tensor.close();
            tensor = null;
        }
    }
}
