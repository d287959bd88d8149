package io.cloister.inference.scheduling;

import io.cloister.inference.Requester;
import io.cloister.inference.grammar.TokenConstraint;
import io.cloister.inference.sampling.TokenChooser;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text to be continued.
 *
 * @param prompt at least one token, each one of the vocabulary
 * @param publicTokens of them at the beginning, that stand in everybody's prompts: the template's own and instructions
 *     of the house. What was read of them may be used for anyone, of the others within a department alone
 * @param maxNewTokens at least 0; fewer are written where the context ends
 * @param ends tokens that end the text and are no part of it
 * @param chooser of this text alone; asked on the engine's thread, in the order of the text
 * @param constraint of this text alone; null where it may be anything
 * @param speculative whether tokens may be guessed and checked together; the text is the same
 * @param tellsChances whether how likely each token was is told
 * @param keepsLogits whether those behind the prompt are kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TokenRequest(
        int[] prompt,
        int publicTokens,
        int maxNewTokens,
        Set<Integer> ends,
        TokenChooser chooser,
        @Nullable TokenConstraint constraint,
        Requester requester,
        boolean speculative,
        boolean tellsChances,
        boolean keepsLogits) {}
