package io.cloister.inference.sampling;

/**
 * How likely a chosen token was, and the likeliest in its place. Logarithms are natural and of the distribution the
 * model itself computed.
 *
 * @param logarithm of the chosen token's probability, at most 0
 * @param alternatives the likeliest tokens, likeliest first, the chosen one among them where it is one; fewer than asked
 *     for where the model thinks fewer possible
 * @param logarithms of the alternatives' probabilities, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TokenChances(double logarithm, int[] alternatives, double[] logarithms) {}
