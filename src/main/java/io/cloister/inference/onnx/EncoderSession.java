package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * A BERT-like encoder: {@code input_ids}, {@code attention_mask} and maybe {@code token_type_ids}, each [batch, length],
 * to hidden states [batch, length, width]. Safe for use by many threads.
 */
public final class EncoderSession implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;

    EncoderSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** The hidden state of the first token of each text, scaled to length 1. Shorter texts are padded. */
    public float[][] firstTokenVectors(List<long[]> batch) throws OrtException {
        int length = batch.stream().mapToInt(ids -> ids.length).max().orElseThrow();
        long[] ids = new long[batch.size() * length];
        long[] mask = new long[ids.length];
        for (int row = 0; row < batch.size(); row++) {
            long[] text = batch.get(row);
            System.arraycopy(text, 0, ids, row * length, text.length);
            Arrays.fill(mask, row * length, row * length + text.length, 1);
        }
        long[] shape = {batch.size(), length};
        try (var inputIds = tensor(ids, shape);
                var attentionMask = tensor(mask, shape);
                var tokenTypes = tensor(new long[ids.length], shape)) {
            var inputs = new HashMap<String, OnnxTensor>();
            inputs.put("input_ids", inputIds);
            inputs.put("attention_mask", attentionMask);
            if (session.getInputNames().contains("token_type_ids")) {
                inputs.put("token_type_ids", tokenTypes);
            }
            try (var result = session.run(inputs)) {
                return firstRows((OnnxTensor) result.get(0), batch.size());
            }
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private static float[][] firstRows(OnnxTensor hidden, int rows) {
        long[] shape = hidden.getInfo().getShape();
        int width = Math.toIntExact(shape[2]);
        int stride = Math.toIntExact(shape[1]) * width;
        FloatBuffer values = hidden.getFloatBuffer();
        float[][] vectors = new float[rows][width];
        for (int row = 0; row < rows; row++) {
            values.get(row * stride, vectors[row]);
            normalise(vectors[row]);
        }
        return vectors;
    }

    private static void normalise(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        double scale = 1 / Math.max(Math.sqrt(sum), 1e-12);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] * scale);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
