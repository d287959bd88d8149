package io.cloister.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a graph with the cache of a text, and all that is kept between two of them. Not safe for use by several
 * threads, except {@link #terminate}.
 */
final class DecoderStep implements AutoCloseable {

    private final OrtSession session;
    private final OrtSession.RunOptions options;
    private final AttentionCache cache;
    private final IntegerTensor ids;
    private final IntegerTensor mask;
    private final @Nullable IntegerTensor positions;
    private final LogitsTensor logits;
    private final GraphCall call = new GraphCall();
    private int length;
    private boolean closed;

    DecoderStep(DecoderSession decoder) {
        DecoderLayout layout = decoder.layout();
        var environment = decoder.environment();
        this.session = decoder.session();
        try {
            this.options = new OrtSession.RunOptions();
            this.cache = layout.inPlace()
                    ? new InPlaceCache(
                            environment, layout.cache(), decoder.limits().contextLength())
                    : new HandedOnCache(environment, layout.cache());
            this.logits = new LogitsTensor(environment, layout.logits());
        } catch (OrtException e) {
            throw failed(e);
        }
        this.ids = new IntegerTensor(environment, layout.ids());
        this.mask = new IntegerTensor(environment, layout.mask());
        this.positions = layout.positions() == null ? null : new IntegerTensor(environment, layout.positions());
    }

    /**
     * Reads on.
     *
     * @param withLogits whether those of the last token are wanted
     */
    void read(int[] tokens, int from, int to, boolean withLogits) {
        try {
            run(tokens, from, to - from, withLogits);
        } catch (OrtException e) {
            throw failed(e);
        }
        length += to - from;
    }

    private void run(int[] tokens, int from, int count, boolean withLogits) throws OrtException {
        cache.reserve(length + count);
        cache.offer(call);
        ids.offer(call, count, column -> tokens[from + column]);
        mask.offer(call, length + count, _ -> 1);
        if (positions != null) {
            positions.offer(call, count, column -> (long) length + column);
        }
        if (withLogits) {
            logits.offer(call);
        } else {
            logits.withdraw(call);
        }
        cache.accept(session.run(call.inputs(), call.wanted(), call.pinned(), options));
    }

    /** Of the last token that was read with logits; used again by the next step. */
    float[] logits() {
        return logits.values();
    }

    /** Forgets the text. */
    void clear() {
        cache.clear();
        length = 0;
    }

    /** Makes a call under way fail soon, and all later ones. */
    synchronized void terminate() {
        if (!closed) {
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                throw failed(e);
            }
        }
    }

    private static IllegalStateException failed(OrtException e) {
        return new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        cache.close();
        ids.close();
        mask.close();
        if (positions != null) {
            positions.close();
        }
        logits.close();
        options.close();
    }
}
