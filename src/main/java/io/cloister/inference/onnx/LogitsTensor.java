package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The logits of each text's last token, written by the graph into memory that is kept from step to step. */
final class LogitsTensor implements AutoCloseable {

    private final OrtEnvironment environment;
    private final DecoderLayout.Logits output;
    private final ByteBuffer memory;
    private final float[][] values;
    private @Nullable RowWindow shown;
    private @Nullable OnnxTensor tensor;

    LogitsTensor(OrtEnvironment environment, DecoderLayout.Logits output, int rows) {
        this.environment = environment;
        this.output = output;
        this.memory =
                ByteBuffer.allocateDirect(Math.multiplyExact(rows, rowBytes())).order(ByteOrder.nativeOrder());
        this.values = new float[rows][output.vocabulary()];
    }

    void offer(GraphCall call, RowWindow window) throws OrtException {
        if (tensor == null || !window.equals(shown)) {
            close();
            ByteBuffer part = memory.slice(window.first() * rowBytes(), window.count() * rowBytes())
                    .order(ByteOrder.nativeOrder());
            tensor = OnnxTensor.createTensor(environment, part, output.shape(window.count()), output.type());
            shown = window;
        }
        call.pinned().put(output.name(), tensor);
    }

    void withdraw(GraphCall call) {
        call.pinned().remove(output.name());
    }

    /** One number for each token of the vocabulary; the array is used again by the next step. */
    float[] values(int row) {
        ByteBuffer part = memory.slice(row * rowBytes(), rowBytes()).order(ByteOrder.nativeOrder());
        if (output.type() == OnnxJavaType.FLOAT) {
            part.asFloatBuffer().get(values[row]);
        } else {
            for (int i = 0; i < output.vocabulary(); i++) {
                values[row][i] = Float.float16ToFloat(part.getShort(i * Short.BYTES));
            }
        }
        return values[row];
    }

    private int rowBytes() {
        return output.vocabulary() * output.type().size;
    }

    @Override
    public void close() {
        if (tensor != null) {
            tensor.close();
            tensor = null;
        }
    }
}
