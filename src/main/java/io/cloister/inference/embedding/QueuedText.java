package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderInput;
import java.util.Comparator;

/**
 * A text that waits for its run.
 *
 * @param index its place in the job
 * @param ticket larger for those that came later; no two have the same
 */
record QueuedText(EncodingJob<?> job, int index, EncoderInput input, long ticket) {

    /** The shortest first, and of the same length the one that came last: batches are filled from the end. */
    static final Comparator<QueuedText> BY_LENGTH = Comparator.<QueuedText>comparingInt(
                    text -> text.input().length())
            .thenComparing(Comparator.comparingLong(QueuedText::ticket).reversed());
}
