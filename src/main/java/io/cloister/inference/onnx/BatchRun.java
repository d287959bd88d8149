package io.cloister.inference.onnx;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Several texts in one cache. Their beginnings are read together, shorter ones filled up on the right; so is a token of
 * each thereafter. The graph can read more than one token into a cache that holds something for one text only, so what
 * is longer is read text by text.
 */
final class BatchRun implements DecoderRun {

    private final DecoderStep step;
    private final RowWindow all;

    BatchRun(DecoderSession decoder, int rows) {
        this.step = new DecoderStep(decoder, rows);
        this.all = new RowWindow(0, rows);
    }

    @Override
    public void read(List<long[]> tokens) {
        step.reserve(rows().map(row -> step.length(row) + tokens.get(row).length)
                .max()
                .orElse(0));
        boolean empty = rows().allMatch(row -> step.length(row) == 0);
        int together = empty ? CHUNK : rows().allMatch(row -> tokens.get(row).length <= 1) ? 1 : 0;
        if (together > 0) {
            List<TokenSpan> spans = tokens.stream()
                    .map(text -> new TokenSpan(text, 0, Math.min(together, text.length)))
                    .toList();
            step.read(all, spans, true);
        }
        for (int row = 0; row < all.count(); row++) {
            long[] text = tokens.get(row);
            for (int from = together; from < text.length; from += CHUNK) {
                int to = Math.min(from + CHUNK, text.length);
                step.read(new RowWindow(row, 1), List.of(new TokenSpan(text, from, to)), to == text.length);
            }
        }
    }

    private IntStream rows() {
        return IntStream.range(0, all.count());
    }

    @Override
    public float[] logits(int row) {
        return step.logits(row);
    }

    @Override
    public void terminate() {
        step.terminate();
    }

    @Override
    public void close() {
        step.close();
    }
}
