package io.cloister.inference.family;

import org.jspecify.annotations.Nullable;

/**
 * Consecutive rows of a stored matrix.
 *
 * @param tensor name in the checkpoint; null for rows of zeros
 * @param from first row
 * @param count rows, at least 1
 */
public record RowBlock(@Nullable String tensor, int from, int count) {

    static RowBlock zeros(int count) {
        return new RowBlock(null, 0, count);
    }
}
