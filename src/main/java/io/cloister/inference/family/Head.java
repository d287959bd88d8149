package io.cloister.inference.family;

/**
 * From the last hidden state to a score for each token.
 *
 * @param tied whether its rows are those of the embedding
 * @param scale multiplies the scores
 * @param softcap c in c·tanh(score/c); 0 for none
 */
public record Head(Matrix scores, boolean tied, double scale, double softcap) {}
