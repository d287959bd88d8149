package io.cloister.inference.build;

import io.cloister.inference.family.Rotary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

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
        int rows = beyond == null ? rotary.positions() : beyond.after() + rotary.positions();
        int pairs = rotary.frequencies().size();
        weights.computed(rotary.name() + ".cosines", rows, pairs, maker(rotary, Math::cos));
        weights.computed(rotary.name() + ".sines", rows, pairs, maker(rotary, Math::sin));
    }

    private static GraphWeights.Rows maker(Rotary rotary, DoubleUnaryOperator wave) {
        Rotary.LongTexts beyond = rotary.beyond();
        int shorter = beyond == null ? Integer.MAX_VALUE : beyond.after();
        List<Double> near = rotary.frequencies();
        List<Double> far = beyond == null ? near : beyond.frequencies();
        return (from, count, target) -> {
            int at = 0;
            for (int row = from; row < from + count; row++) {
                boolean further = row >= shorter;
                int position = further ? row - shorter : row;
                for (double frequency : further ? far : near) {
                    target[at++] = (float) (wave.applyAsDouble(position * frequency) * rotary.magnitude());
                }
            }
        };
    }
}
