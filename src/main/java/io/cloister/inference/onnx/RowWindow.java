package io.cloister.inference.onnx;

/** Some of the texts that are kept together: all of them, or one. */
record RowWindow(int first, int count) {}
