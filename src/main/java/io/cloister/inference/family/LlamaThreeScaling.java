package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;

/**
 * The scaling of Llama 3.1: long waves are stretched, short ones kept, those between blended. As in {@code
 * apply_scaling} of Meta's reference model.
 *
 * @param original tokens of the texts that the model was first trained on
 */
record LlamaThreeScaling(double factor, double lowFactor, double highFactor, int original) {

    static LlamaThreeScaling of(ConfigKeys keys) throws UnusableCheckpointException {
        return new LlamaThreeScaling(
                keys.number("factor", 8),
                keys.number("low_freq_factor", 1),
                keys.number("high_freq_factor", 4),
                keys.size("original_max_position_embeddings"));
    }

    List<Double> scale(List<Double> frequencies) {
        return frequencies.stream().map(this::scale).toList();
    }

    private double scale(double frequency) {
        double waves = original * frequency / (2 * Math.PI);
        if (waves < lowFactor) {
            return frequency / factor;
        }
        if (waves > highFactor) {
            return frequency;
        }
        double kept = (waves - lowFactor) / (highFactor - lowFactor);
        return (1 - kept) * frequency / factor + kept * frequency;
    }
}
