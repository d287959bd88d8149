package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A BERT-like encoder on one core: runs at the same time are what uses the others, since one run split over cores waits
 * at every operator. Safe for use by many threads.
 */
public final class EncoderSession implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final EncoderLayout layout;
    private final boolean oneTextPerRun;

    EncoderSession(OrtEnvironment environment, OrtSession session, EncoderLayout layout, boolean oneTextPerRun) {
        this.environment = environment;
        this.session = session;
        this.layout = layout;
        this.oneTextPerRun = oneTextPerRun;
    }

    /** Whether the graph gives one vector for a text, and not one for a token. */
    public boolean pooled() {
        return layout.pooled();
    }

    /**
     * Whether texts must not share a run: the graph rounds numbers by the range of all that it reads at once, so that
     * company would change a text's vectors.
     */
    public boolean oneTextPerRun() {
        return oneTextPerRun;
    }

    /**
     * Reads texts in one run, the shorter ones padded.
     *
     * @param texts at least one, each with at least one token
     * @throws IllegalStateException where the runtime fails
     */
    public EncoderOutput run(List<EncoderInput> texts) {
        int length = texts.stream().mapToInt(EncoderInput::length).max().orElseThrow();
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            for (EncoderLayout.Input input : layout.inputs()) {
                inputs.put(input.name(), tensor(input, numbers(input.content(), texts, length), texts.size(), length));
            }
            try (var result = session.run(inputs, Set.of(layout.output()))) {
                return output((OnnxTensor) result.get(0), texts.size(), length);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The encoder failed: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static long[] numbers(EncoderLayout.Content content, List<EncoderInput> texts, int length) {
        long[] numbers = new long[texts.size() * length];
        for (int row = 0; row < texts.size(); row++) {
            EncoderInput text = texts.get(row);
            long[] source = switch (content) {
                case INPUT_IDS -> text.ids();
                case ATTENTION_MASK ->
                    LongStream.generate(() -> 1).limit(text.length()).toArray();
                case TOKEN_TYPE_IDS -> text.types() == null ? new long[0] : text.types();
                case POSITION_IDS -> LongStream.range(0, length).toArray();
            };
            System.arraycopy(source, 0, numbers, row * length, source.length);
        }
        return numbers;
    }

    private OnnxTensor tensor(EncoderLayout.Input input, long[] numbers, int rows, int length) throws OrtException {
        long[] shape = {rows, length};
        return input.type() == OnnxJavaType.INT64
                ? OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), shape)
                : OnnxTensor.createTensor(
                        environment,
                        IntBuffer.wrap(LongStream.of(numbers)
                                .mapToInt(Math::toIntExact)
                                .toArray()),
                        shape);
    }

    private EncoderOutput output(OnnxTensor tensor, int rows, int length) {
        long[] shape = tensor.getInfo().getShape();
        boolean fits =
                shape[0] == rows && (layout.pooled() ? shape.length == 2 : shape.length == 3 && shape[1] == length);
        if (!fits) {
            throw new IllegalStateException("The encoder gave another number of vectors than it was given tokens");
        }
        float[] values = new float[Math.toIntExact(tensor.getInfo().getNumElements())];
        tensor.getFloatBuffer().get(values);
        return new EncoderOutput(values, rows, layout.pooled() ? 1 : length, Math.toIntExact(shape[shape.length - 1]));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
