package io.cloister.inference.family;

import org.jspecify.annotations.Nullable;

/**
 * From tokens to vectors.
 *
 * @param tokens a row for each token
 * @param positions tensor with a vector for each position, added; null where there is none
 * @param scale multiplies the tokens' vectors
 */
public record Embedding(Matrix tokens, @Nullable String positions, double scale) {}
