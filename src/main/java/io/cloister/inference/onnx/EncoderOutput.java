package io.cloister.inference.onnx;

/**
 * What an encoder gave for the texts of one run.
 *
 * @param values [rows, length, width], one after the other; those of padding are meaningless
 * @param length tokens of the longest text, or 1 where the graph gives one vector for a whole text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncoderOutput(float[] values, int rows, int length, int width) {

    /** Where the values of a token begin. */
    public int offset(int row, int token) {
        return (row * length + token) * width;
    }
}
