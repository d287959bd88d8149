package io.cloister.inference.console;

import io.cloister.inference.Sampling;
import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.TokenPrompt;
import java.util.Objects;

/** Turns requests into tokens that a model can read. */
record RequestReader(LoadedDecoder decoder, Sampling sampling, boolean ignoreEnd, boolean logits) {

    /** @throws BadUse where the model cannot read it */
    TokenPrompt read(RequestLine line) {
        long[] prompt = line.text() == null ? Objects.requireNonNull(line.tokens()) : encode(line, line.text());
        if (prompt.length == 0) {
            throw new BadUse(line.origin() + "there is nothing to continue; give at least one token");
        }
        for (long token : prompt) {
            if (token < 0 || token >= decoder.vocabulary()) {
                throw new BadUse("%sthe token %d is not in the vocabulary; give numbers from 0 to %d"
                        .formatted(line.origin(), token, decoder.vocabulary() - 1));
            }
        }
        if (prompt.length > decoder.contextLength()) {
            throw new BadUse("%sthe prompt has %d tokens and this model reads at most %d; shorten it"
                    .formatted(line.origin(), prompt.length, decoder.contextLength()));
        }
        return new TokenPrompt(prompt, line.maxNewTokens(), sampling, ignoreEnd, logits);
    }

    private long[] encode(RequestLine line, String text) {
        if (!decoder.hasTokenizer()) {
            throw new BadUse(
                    line.origin() + "the model folder has no tokenizer.json for texts; give token ids instead");
        }
        return decoder.tokenizer().encode(text, true);
    }
}
