package io.cloister.inference.family;

/**
 * From a query and a key to a score.
 *
 * @param scale multiplies their product
 * @param softcap c in c·tanh(score/c); 0 for none
 * @param window keys that a query sees, its own included; 0 for all
 * @param linearBias whether scores fall with the distance (ALiBi, Press et al. 2022)
 */
public record Scoring(double scale, double softcap, int window, boolean linearBias) {

    static Scoring forHeadsOf(int size) {
        return new Scoring(1 / Math.sqrt(size), 0, 0, false);
    }

    Scoring scaled(double value) {
        return new Scoring(value, softcap, window, linearBias);
    }

    Scoring capped(double value) {
        return new Scoring(scale, value, window, linearBias);
    }

    Scoring within(int value) {
        return new Scoring(scale, softcap, value, linearBias);
    }

    Scoring withLinearBias(boolean value) {
        return new Scoring(scale, softcap, window, value);
    }
}
