package io.cloister.inference.family;

/** One layer of a decoder. */
public record Layer(Attention attention, FeedForward feedForward, Block block) {}
