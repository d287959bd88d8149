package io.cloister.inference.decoder;

import io.cloister.inference.Sampling;

/**
 * A text to be continued.
 *
 * @param prompt at least one token, each one of the vocabulary, and no more than the context holds
 * @param maxNewTokens at least 0; fewer are written where the context ends
 * @param ignoreEnd whether tokens that end a text are taken for others
 * @param promptLogits whether those behind the prompt are kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TokenPrompt(
        long[] prompt, int maxNewTokens, Sampling sampling, boolean ignoreEnd, boolean promptLogits) {}
