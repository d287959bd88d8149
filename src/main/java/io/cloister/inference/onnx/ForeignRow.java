package io.cloister.inference.onnx;

/** One text in a graph that was built elsewhere. */
final class ForeignRow implements AutoCloseable {

    private final DecoderStep step;
    private final boolean lastOnly;

    ForeignRow(DecoderSession decoder) {
        this.step = new DecoderStep(decoder);
        this.lastOnly = decoder.layout().logits().lastOnly();
    }

    /** Reads on, or from the beginning. Logits follow for the last token. */
    void read(int[] tokens, int from, int to, boolean anew) {
        if (anew) {
            step.clear();
        }
        // Graphs with logits for every token get the last one alone: those of the others are large and of no use.
        int before = lastOnly ? to : to - 1;
        if (before > from) {
            step.read(tokens, from, before, lastOnly);
        }
        if (!lastOnly) {
            step.read(tokens, before, to, true);
        }
    }

    void logits(float[] target) {
        float[] values = step.logits();
        System.arraycopy(values, 0, target, 0, target.length);
    }

    /** Forgets the text. */
    void clear() {
        step.clear();
    }

    void terminate() {
        step.terminate();
    }

    @Override
    public void close() {
        step.close();
    }
}
