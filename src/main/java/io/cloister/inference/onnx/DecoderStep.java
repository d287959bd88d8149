package io.cloister.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a graph with the cache of some texts, and all that is kept between two of them. Not safe for use by several
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
    private final int[] lengths;
    private final int limit;
    private boolean closed;

    DecoderStep(DecoderSession decoder, int rows) {
        DecoderLayout layout = decoder.layout();
        var environment = decoder.environment();
        this.session = decoder.session();
        this.limit = decoder.limits().contextLength();
        try {
            this.options = new OrtSession.RunOptions();
            this.cache = layout.inPlace()
                    ? new InPlaceCache(environment, layout.cache(), rows, limit)
                    : new HandedOnCache(environment, layout.cache());
        } catch (OrtException e) {
            throw failed(e);
        }
        this.ids = new IntegerTensor(environment, layout.ids());
        this.mask = new IntegerTensor(environment, layout.mask());
        this.positions = layout.positions() == null ? null : new IntegerTensor(environment, layout.positions());
        this.logits = new LogitsTensor(environment, layout.logits(), rows);
        this.lengths = new int[rows];
        decoder.adapter().offer(call);
    }

    /** Tokens read so far of one text. */
    int length(int row) {
        return lengths[row];
    }

    /** Makes room for texts of this many tokens. */
    void reserve(int tokens) {
        cache.reserve(tokens);
    }

    /**
     * Reads some tokens of each text of a window in one go. Where there are none, that text waits.
     *
     * @param withLogits whether those of the last tokens are wanted
     */
    void read(RowWindow window, List<TokenSpan> spans, boolean withLogits) {
        try {
            run(window, spans, withLogits);
        } catch (OrtException e) {
            throw failed(e);
        }
        for (int row = 0; row < window.count(); row++) {
            lengths[window.first() + row] += spans.get(row).length();
        }
    }

    private void run(RowWindow window, List<TokenSpan> spans, boolean withLogits) throws OrtException {
        int columns = 1;
        int total = 0;
        for (int row = 0; row < window.count(); row++) {
            columns = Math.max(columns, spans.get(row).length());
            total = Math.max(total, known(window, spans, row));
        }
        cache.reserve(total);
        cache.offer(call, window);
        ids.offer(call, window.count(), columns, (row, column) -> spans.get(row).at(column));
        mask.offer(call, window.count(), total, (row, column) -> column < known(window, spans, row) ? 1 : 0);
        if (positions != null) {
            positions.offer(
                    call, window.count(), columns, (row, column) -> (long) lengths[window.first() + row] + column);
        }
        if (withLogits) {
            logits.offer(call, window);
        } else {
            logits.withdraw(call);
        }
        cache.accept(session.run(call.inputs(), call.wanted(), call.pinned(), options));
    }

    /** Length of a text after this step. One that waits reads a token too, in a place that its next one overwrites. */
    private int known(RowWindow window, List<TokenSpan> spans, int row) {
        int length = lengths[window.first() + row];
        return spans.get(row).length() == 0
                ? Math.min(length + 1, limit)
                : length + spans.get(row).length();
    }

    /** Of the last token that was read with logits; used again by the next step. */
    float[] logits(int row) {
        return logits.values(row);
    }

    /** Forgets all texts. */
    void clear() {
        cache.clear();
        Arrays.fill(lengths, 0);
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
