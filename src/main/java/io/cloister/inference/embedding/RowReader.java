package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderOutput;

/** Takes what belongs to one text from the output of a run. Called on a worker's thread. */
interface RowReader<T> {

    /** @param length tokens of the text; what follows in its row is padding */
    T read(EncoderOutput output, int row, int length);
}
