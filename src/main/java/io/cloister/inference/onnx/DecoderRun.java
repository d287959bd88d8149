package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One text on its way through a decoder: the attention cache so far. Every step hands the cache of the step before back
 * to the graph. Not safe for use by several threads, except {@link #terminate}.
 */
public final class DecoderRun implements AutoCloseable {

    /** Tokens of a prompt in one go: bounds the memory of a step and the time until a stop is noticed. */
    private static final int PREFILL = 256;

    private static final String LOGITS = "logits";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final DecoderLayout layout;
    private final OrtSession.RunOptions options;
    private OrtSession.@Nullable Result cache;
    private int length;
    private boolean closed;

    DecoderRun(OrtEnvironment environment, OrtSession session, DecoderLayout layout) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.layout = layout;
        this.options = new OrtSession.RunOptions();
    }

    /** Reads tokens and gives the logits of the one to follow, one for each word of the vocabulary. */
    public float[] read(long[] tokens) throws OrtException {
        int from = 0;
        for (; from + PREFILL < tokens.length; from += PREFILL) {
            step(Arrays.copyOfRange(tokens, from, from + PREFILL), false);
        }
        if (from < tokens.length - 1) {
            step(Arrays.copyOfRange(tokens, from, tokens.length - 1), false);
        }
        step(new long[] {tokens[tokens.length - 1]}, true);
        return lastLogits();
    }

    /** Makes a step under way fail soon. */
    public synchronized void terminate() {
        if (!closed) {
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void step(long[] tokens, boolean withLogits) throws OrtException {
        long[] shape = {1, tokens.length};
        var inputs = new HashMap<String, OnnxTensor>();
        var own = new HashSet<OnnxTensor>();
        try {
            own.add(put(inputs, "input_ids", tokens, shape));
            long[] mask = new long[length + tokens.length];
            Arrays.fill(mask, 1);
            own.add(put(inputs, "attention_mask", mask, new long[] {1, mask.length}));
            if (layout.positions()) {
                long[] positions = LongStream.range(length, mask.length).toArray();
                own.add(put(inputs, "position_ids", positions, shape));
            }
            for (Map.Entry<String, long[]> past : layout.pastShapes().entrySet()) {
                inputs.put(past.getKey(), past(past.getKey(), past.getValue(), own));
            }
            Set<String> wanted = new HashSet<>(session.getOutputNames());
            if (!withLogits) {
                // The cache is all that is needed of a prompt but its last token.
                wanted.remove(LOGITS);
            }
            OrtSession.Result next = session.run(inputs, wanted, options);
            closeCache();
            cache = next;
            length += tokens.length;
        } finally {
            own.forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor put(Map<String, OnnxTensor> inputs, String name, long[] values, long[] shape)
            throws OrtException {
        var tensor = OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
        inputs.put(name, tensor);
        return tensor;
    }

    private OnnxTensor past(String name, long[] emptyShape, Set<OnnxTensor> own) throws OrtException {
        if (cache != null) {
            return (OnnxTensor) cache.get(DecoderLayout.presentName(name)).orElseThrow();
        }
        OnnxTensor empty = layout.pastType() == OnnxJavaType.FLOAT16
                ? OnnxTensor.createTensor(environment, ByteBuffer.allocateDirect(0), emptyShape, OnnxJavaType.FLOAT16)
                : OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), emptyShape);
        own.add(empty);
        return empty;
    }

    private float[] lastLogits() {
        if (cache == null) {
            throw new IllegalStateException("Nothing was read");
        }
        OnnxTensor logits = (OnnxTensor) cache.get(LOGITS).orElseThrow();
        long[] shape = logits.getInfo().getShape();
        float[] values = new float[Math.toIntExact(shape[shape.length - 1])];
        FloatBuffer all = logits.getFloatBuffer();
        all.get(all.remaining() - values.length, values);
        return values;
    }

    private void closeCache() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeCache();
            options.close();
        }
    }
}
