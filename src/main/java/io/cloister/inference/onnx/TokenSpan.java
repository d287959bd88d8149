package io.cloister.inference.onnx;

/** Tokens {@code from} to before {@code to} of a text. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied for nobody
record TokenSpan(long[] tokens, int from, int to) {

    int length() {
        return to - from;
    }

    /** The token at a place of the span; 0 behind its end, for filling up. */
    long at(int place) {
        return place < length() ? tokens[from + place] : 0;
    }
}
