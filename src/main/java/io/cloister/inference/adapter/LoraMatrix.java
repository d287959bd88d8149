package io.cloister.inference.adapter;

import io.cloister.inference.checkpoint.StoredTensor;

/**
 * An addition to one stored matrix: scale·B·A. May be read by several threads at once.
 *
 * @param a numbers [rank, inputs]
 * @param b numbers [outputs, rank]
 */
public record LoraMatrix(StoredTensor a, StoredTensor b, int rank, double scale) {

    public int inputs() {
        return Math.toIntExact(a.shape().get(1));
    }

    public int outputs() {
        return Math.toIntExact(b.shape().get(0));
    }

    /** All of A, row by row. */
    float[] down() {
        float[] numbers = new float[rank * inputs()];
        a.read(0, numbers, 0, numbers.length);
        return numbers;
    }

    /** Rows of B, multiplied by the scale. */
    float[] up(int from, int count) {
        float[] numbers = new float[count * rank];
        b.read((long) from * rank, numbers, 0, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (numbers[i] * scale);
        }
        return numbers;
    }

    /** Adds the rows that belong to some outputs to the weights of these, which lie in {@code target} row by row. */
    public void addTo(int from, int count, float[] target, int offset) {
        float[] down = down();
        float[] up = up(from, count);
        int inputs = inputs();
        for (int row = 0; row < count; row++) {
            for (int k = 0; k < rank; k++) {
                float factor = up[row * rank + k];
                int at = offset + row * inputs;
                for (int column = 0; column < inputs; column++) {
                    target[at + column] += factor * down[k * inputs + column];
                }
            }
        }
    }
}
