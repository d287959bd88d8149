package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;

/**
 * What a graph keeps of a text in one tensor: [rows, heads, tokens, width], or [2, rows, heads, tokens, width] where keys
 * and values are together.
 *
 * @param past the input with the tokens before a step
 * @param present the output with those of the step added
 */
record CacheTensor(String past, String present, OnnxJavaType type, boolean combined, int heads, int width) {

    long[] shape(int rows, int tokens) {
        return combined ? new long[] {2, rows, heads, tokens, width} : new long[] {rows, heads, tokens, width};
    }

    /** Bytes of one head of one text. */
    long headBytes(int tokens) {
        return (long) tokens * width * type.size;
    }
}
