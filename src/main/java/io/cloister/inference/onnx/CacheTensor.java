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

    /** For one text. */
    long[] shape(int tokens) {
        return combined ? new long[] {2, 1, heads, tokens, width} : new long[] {1, heads, tokens, width};
    }

    /** Bytes of one token. */
    long tokenBytes() {
        return headBytes(1) * heads * (combined ? 2 : 1);
    }

    /** Bytes of one head. */
    long headBytes(int tokens) {
        return (long) tokens * width * type.size;
    }
}
