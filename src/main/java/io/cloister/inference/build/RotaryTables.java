package io.cloister.inference.build;

import io.cloister.inference.family.Rotary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables of cosines and sines, a row for each position, computed in double precision and rounded once. Where long texts
 * turn differently, their rows follow those of short ones.
 */
final class RotaryTables {

    private final GraphWeights weights;
    private final Set<String> written = new HashSet<>();

    RotaryTables(GraphWeights weights) {
        this.weights = weights;
    }

    String cosines(Rotary rotary) {
        write(rotary);
        return rotary.name() + ".cosines";
    }

    String sines(Rotary rotary) {
        write(rotary);
        return rotary.name() + ".sines";
    }

    private void write(Rotary rotary) {
        if (!written.add(rotary.name())) {
            return;
        }
        Rotary.LongTexts beyond = rotary.beyond();
        int pairs = rotary.frequencies().size();
        int shorter = beyond == null ? rotary.positions() : beyond.after();
        int rows = beyond == null ? shorter : shorter + rotary.positions();
        float[] cosines = new float[rows * pairs];
        float[] sines = new float[rows * pairs];
        fill(cosines, sines, 0, shorter, rotary.frequencies(), rotary.magnitude());
        if (beyond != null) {
            fill(cosines, sines, shorter, rotary.positions(), beyond.frequencies(), rotary.magnitude());
        }
        List<Long> shape = List.of((long) rows, (long) pairs);
        weights.numbers(rotary.name() + ".cosines", shape, cosines);
        weights.numbers(rotary.name() + ".sines", shape, sines);
    }

    private static void fill(
            float[] cosines, float[] sines, int row, int positions, List<Double> frequencies, double magnitude) {
        int at = row * frequencies.size();
        for (int position = 0; position < positions; position++) {
            for (double frequency : frequencies) {
                cosines[at] = (float) (Math.cos(position * frequency) * magnitude);
                sines[at++] = (float) (Math.sin(position * frequency) * magnitude);
            }
        }
    }
}
