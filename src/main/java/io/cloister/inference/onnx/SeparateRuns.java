package io.cloister.inference.onnx;

import java.util.ArrayList;
import java.util.List;

/** Several texts, one after the other in each step: for graphs that cannot read them together. */
final class SeparateRuns implements DecoderRun {

    private final List<SingleRun> runs = new ArrayList<>();

    SeparateRuns(DecoderSession decoder, int rows) {
        for (int row = 0; row < rows; row++) {
            runs.add(new SingleRun(decoder));
        }
    }

    @Override
    public void read(List<long[]> tokens) {
        for (int row = 0; row < runs.size(); row++) {
            runs.get(row).read(List.of(tokens.get(row)));
        }
    }

    @Override
    public float[] logits(int row) {
        return runs.get(row).logits(0);
    }

    @Override
    public void terminate() {
        runs.forEach(SingleRun::terminate);
    }

    @Override
    public void close() {
        runs.forEach(SingleRun::close);
    }
}
