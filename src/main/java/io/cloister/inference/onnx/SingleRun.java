package io.cloister.inference.onnx;

import java.util.Arrays;
import java.util.List;

/** One text. A long prompt is read in parts, of which only the last gives logits. */
final class SingleRun implements DecoderRun {

    private static final RowWindow ALONE = new RowWindow(0, 1);

    private final DecoderStep step;
    private final boolean lastOnly;
    private final int ropeSwitch;
    /** All tokens of the text, as long as they may have to be read again. */
    private long[] history = {};

    SingleRun(DecoderSession decoder) {
        this.step = new DecoderStep(decoder, 1);
        this.lastOnly = decoder.layout().logits().lastOnly();
        this.ropeSwitch = decoder.limits().ropeSwitch();
    }

    @Override
    public void read(List<long[]> tokens) {
        long[] unread = switched(tokens.get(0));
        if (unread.length == 0) {
            return;
        }
        step.reserve(step.length(0) + unread.length);
        // Graphs with logits for every token get the last one alone: those of the others are large and of no use.
        int alone = lastOnly ? 0 : 1;
        int from = 0;
        while (unread.length - from > alone) {
            int to = Math.min(from + chunk(unread.length - from), unread.length - alone);
            step.read(ALONE, List.of(new TokenSpan(unread, from, to)), to == unread.length);
            from = to;
        }
        if (alone > 0) {
            step.read(ALONE, List.of(new TokenSpan(unread, from, unread.length)), true);
        }
    }

    /** What must be read now: the tokens, or the whole text where they take it past the switch. */
    private long[] switched(long[] tokens) {
        if (ropeSwitch == DecoderLimits.NEVER || step.length(0) > ropeSwitch) {
            return tokens;
        }
        history = Arrays.copyOf(history, history.length + tokens.length);
        System.arraycopy(tokens, 0, history, history.length - tokens.length, tokens.length);
        boolean passes = step.length(0) > 0 && history.length > ropeSwitch;
        if (passes) {
            step.clear();
        }
        return passes ? history : tokens;
    }

    /** The first part must itself be past the switch if the whole is: it decides how positions are written. */
    private int chunk(int rest) {
        return step.length(0) == 0 && rest > ropeSwitch ? Math.max(CHUNK, ropeSwitch + 1) : CHUNK;
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
