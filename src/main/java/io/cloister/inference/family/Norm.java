package io.cloister.inference.family;

import org.jspecify.annotations.Nullable;

/**
 * A normalisation over the last dimension.
 *
 * @param weight null where all weights are 1
 * @param bias null where there is none
 * @param size numbers normalised together
 * @param offset added to every stored weight: 1 where the checkpoint stores the difference from 1
 */
public record Norm(
        Kind kind, @Nullable String weight, @Nullable String bias, int size, double epsilon, double offset) {

    public enum Kind {
        /** x / √(mean(x²) + ε), after Zhang and Sennrich 2019. */
        ROOT_MEAN_SQUARE,
        /** (x − mean) / √(variance + ε), after Ba et al. 2016. */
        LAYER
    }

    static Norm rootMeanSquare(String weight, int size, double epsilon) {
        return new Norm(Kind.ROOT_MEAN_SQUARE, weight, null, size, epsilon, 0);
    }

    /** @param name of the module, whose weight and bias are meant */
    static Norm layer(String name, int size, double epsilon) {
        return new Norm(Kind.LAYER, name + ".weight", name + ".bias", size, epsilon, 0);
    }

    static Norm layerWithoutWeights(int size, double epsilon) {
        return new Norm(Kind.LAYER, null, null, size, epsilon, 0);
    }

    Norm plusOne() {
        return new Norm(kind, weight, bias, size, epsilon, 1);
    }
}
