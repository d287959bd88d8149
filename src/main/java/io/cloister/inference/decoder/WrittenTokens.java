package io.cloister.inference.decoder;

import io.cloister.inference.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * A text that a model has written.
 *
 * @param tokens one that ended the text is not among them
 * @param promptLogits what followed the prompt, a number for each token of the vocabulary; null where that was not asked
 *     for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WrittenTokens(long[] tokens, FinishReason reason, float @Nullable [] promptLogits) {}
