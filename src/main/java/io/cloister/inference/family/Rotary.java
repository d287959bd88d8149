package io.cloister.inference.family;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rotary positions (RoFormer, Su et al. 2021): pairs (i, i + dimensions/2) of each head turn with the position.
 *
 * @param name of its tables in the graph
 * @param dimensions of a head that turn, the first ones; even
 * @param frequencies radians for each position, one for each pair
 * @param magnitude multiplies cosines and sines
 * @param positions rows of the tables
 * @param beyond other frequencies for texts that grow long; null where there are none
 */
public record Rotary(
        String name,
        int dimensions,
        List<Double> frequencies,
        double magnitude,
        int positions,
        @Nullable LongTexts beyond) {

    /**
     * @param after tokens of prompt and answer up to which the ordinary frequencies hold
     * @param frequencies for all positions of a text that is longer
     */
    public record LongTexts(int after, List<Double> frequencies) {

        public LongTexts {
            frequencies = List.copyOf(frequencies);
        }
    }

    public Rotary {
        frequencies = List.copyOf(frequencies);
    }
}
