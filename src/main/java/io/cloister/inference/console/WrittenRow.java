package io.cloister.inference.console;

import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.TokenPrompt;
import io.cloister.inference.decoder.WrittenTokens;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import org.jspecify.annotations.Nullable;

/** A text as it grows, in words; without a tokenizer its tokens stand for them. */
final class WrittenRow {

    private final TokenPrompt prompt;
    private final @Nullable IncrementalDetokenizer words;
    private final StringBuilder text = new StringBuilder();
    private long prefill;
    private long decode;
    private boolean begun;

    WrittenRow(TokenPrompt prompt, LoadedDecoder decoder) {
        this.prompt = prompt;
        this.words = decoder.hasTokenizer() ? new IncrementalDetokenizer(decoder.tokenizer(), prompt.prompt()) : null;
    }

    /**
     * Takes a token, and gives the text that has become certain with it.
     *
     * @param now microseconds since the start
     */
    String take(long token, long now) {
        time(now);
        String piece = words == null ? token + " " : words.append(token);
        text.append(piece);
        return piece;
    }

    /** Gives what was not certain before. */
    String end(long now) {
        time(now);
        String rest = words == null ? "" : words.finish();
        text.append(rest);
        return rest;
    }

    private void time(long now) {
        if (!begun) {
            begun = true;
            prefill = now;
        }
        decode = now - prefill;
    }

    /** Once it has ended. */
    FinishedText finished(WrittenTokens tokens, long load) {
        return new FinishedText(
                prompt.prompt(),
                tokens.tokens(),
                words == null ? null : text.toString(),
                tokens.reason(),
                tokens.promptLogits(),
                load,
                prefill,
                decode);
    }
}
