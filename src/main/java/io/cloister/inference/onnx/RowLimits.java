package io.cloister.inference.onnx;

/**
 * How much is made room for.
 *
 * @param rows texts at the same time
 * @param capacity tokens of a text
 * @param chunk most tokens of one reading
 * @param wanted most tokens of a reading whose logits are wanted
 */
public record RowLimits(int rows, int capacity, int chunk, int wanted) {}
