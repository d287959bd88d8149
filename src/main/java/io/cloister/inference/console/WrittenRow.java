package io.cloister.inference.console;

import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.OngoingText;
import io.cloister.inference.decoder.TokenRequest;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text as it grows, in tokens and in words; without a tokenizer its tokens stand for the words. */
final class WrittenRow {

    private final TokenRequest request;
    private final OngoingText tokens;
    private final @Nullable IncrementalDetokenizer words;
    private final StringBuilder text = new StringBuilder();
    private int seen;
    private long prefill;
    private long decode;
    private boolean begun;
    private boolean ended;

    WrittenRow(TokenRequest request, OngoingText tokens, LoadedDecoder decoder) {
        this.request = request;
        this.tokens = tokens;
        this.words = decoder.hasTokenizer() ? new IncrementalDetokenizer(decoder.tokenizer(), request.prompt()) : null;
    }

    /**
     * Looks at what a step brought, and gives the text that has become certain with it.
     *
     * @param now microseconds since the start
     */
    String take(long now) {
        if (ended) {
            return "";
        }
        if (!begun) {
            begun = true;
            prefill = now;
        }
        decode = now - prefill;
        String piece = grown();
        text.append(piece);
        return piece;
    }

    private String grown() {
        String piece = "";
        if (tokens.size() > seen) {
            seen = tokens.size();
            piece = words == null ? tokens.lastToken() + " " : words.append(tokens.lastToken());
        }
        ended = tokens.reason() != null;
        return ended && words != null ? piece + words.finish() : piece;
    }

    /** Once it has ended. */
    FinishedText finished(long load) {
        return new FinishedText(
                request.prompt(),
                tokens.tokens(),
                words == null ? null : text.toString(),
                Objects.requireNonNull(tokens.reason()),
                tokens.promptLogits(),
                load,
                prefill,
                decode);
    }
}
