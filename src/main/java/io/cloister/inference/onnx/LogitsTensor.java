package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The logits of a text's last token, written by the graph into memory that is kept from step to step. */
final class LogitsTensor implements AutoCloseable {

    private final DecoderLayout.Logits output;
    private final ByteBuffer memory;
    private final float[] values;
    private final OnnxTensor tensor;

    LogitsTensor(OrtEnvironment environment, DecoderLayout.Logits output) throws OrtException {
        this.output = output;
        this.memory = ByteBuffer.allocateDirect(output.vocabulary() * output.type().size)
                .order(ByteOrder.nativeOrder());
        this.values = new float[output.vocabulary()];
        this.tensor = OnnxTensor.createTensor(environment, memory, output.shape(), output.type());
    }

    void offer(GraphCall call) {
        call.pinned().put(output.name(), tensor);
    }

    void withdraw(GraphCall call) {
        call.pinned().remove(output.name());
    }

    /** One number for each token of the vocabulary; the array is used again by the next step. */
    float[] values() {
        if (output.type() == OnnxJavaType.FLOAT) {
            memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < output.vocabulary(); i++) {
                values[i] = Float.float16ToFloat(memory.getShort(i * Short.BYTES));
            }
        }
        return values;
    }

    @Override
    public void close() {
        tensor.close();
    }
}
