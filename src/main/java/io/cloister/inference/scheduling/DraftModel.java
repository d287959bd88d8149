package io.cloister.inference.scheduling;

import io.cloister.inference.onnx.DecoderRows;
import java.util.Arrays;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a smaller model guess: speculative decoding (Leviathan, Kalman, Matias 2023). It has one row, which follows the
 * text that grows alone; belongs to the thread of the engine.
 */
final class DraftModel implements Supplier<Drafter> {

    private static final Logger LOG = LoggerFactory.getLogger(DraftModel.class);
    private static final int MOST_TOKENS = 5;

    private final DecoderRows rows;
    private final float[] logits;
    private int[] known = {};
    private boolean failed;

    DraftModel(DecoderRows rows) {
        this.rows = rows;
        this.logits = new float[rows.vocabulary()];
    }

    @Override
    public Drafter get() {
        return new Drafter() {
            @Override
            public int[] draft(int[] tokens, int size, int limit) {
                return failed ? NOTHING : guess(tokens, size, Math.min(limit, MOST_TOKENS));
            }

            @Override
            public void judged(int guessed, int right) {
                // What was wrong is found by comparing.
            }
        };
    }

    /** One that fails is not asked again: texts go on without guesses. */
    private int[] guess(int[] tokens, int size, int limit) {
        try {
            return size + limit > rows.capacity() ? Drafter.NOTHING : computed(tokens, size, limit);
        } catch (IllegalStateException e) {
            LOG.warn("The model that guesses has failed; texts are written without it", e);
            failed = true;
            return Drafter.NOTHING;
        }
    }

    private int[] computed(int[] tokens, int size, int limit) {
        int[] text = Arrays.copyOf(tokens, size + limit);
        int different = Arrays.mismatch(known, 0, known.length, text, 0, size);
        int read = Math.min(different < 0 ? known.length : different, size - 1);
        while (read < size) {
            int to = Math.min(size, read + PrefixStore.BLOCK * 8);
            rows.read(0, read, text, to, 1);
            read = to;
        }
        for (int i = 0; i < limit; i++) {
            rows.logits(0, logits);
            text[size + i] = likeliest();
            if (i < limit - 1) {
                rows.step(0, new int[] {text[size + i]}, new int[] {size + i});
            }
        }
        known = Arrays.copyOf(text, size + limit - 1);
        return Arrays.copyOfRange(text, size, size + limit);
    }

    private int likeliest() {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}
