package io.cloister.inference.scheduling;

import io.cloister.inference.FinishReason;
import io.cloister.inference.grammar.TokenConstraint;
import io.cloister.inference.sampling.TokenChooser;
import java.util.Arrays;

/**
 * A text on its way: its tokens, and how many of them the model has read. Belongs to the engine's thread once it is
 * admitted.
 */
final class Sequence {

    private final TokenRequest request;
    private final TokenStream stream;
    private final long number;
    private final int most;
    private int[] tokens;
    private int size;
    private int read;
    private boolean ended;
    private boolean failed;

    /**
     * @param number of those that came to the engine
     * @param capacity most tokens of prompt and answer together
     */
    Sequence(long number, TokenRequest request, TokenStream stream, int capacity) {
        this.number = number;
        this.request = request;
        this.stream = stream;
        this.size = request.prompt().length;
        this.most = Math.min(request.maxNewTokens(), capacity - size);
        this.tokens = Arrays.copyOf(request.prompt(), size + Math.min(most, 64));
    }

    long number() {
        return number;
    }

    TokenRequest request() {
        return request;
    }

    TokenStream stream() {
        return stream;
    }

    /** All of them, prompt and answer; only the first {@link #size} count. */
    int[] tokens() {
        return tokens;
    }

    int size() {
        return size;
    }

    int read() {
        return read;
    }

    int unread() {
        return size - read;
    }

    /** Tokens that may still be written. */
    int left() {
        return most - written();
    }

    int written() {
        return size - request.prompt().length;
    }

    /** Tokens that it may come to. */
    int reserved() {
        return request.prompt().length + most;
    }

    boolean ended() {
        return ended;
    }

    boolean failed() {
        return failed;
    }

    /** Goes on behind what was read for another text. */
    void skip(int count) {
        read = count;
        stream.cached(count);
    }

    /** The model has read up to here; also back, where what was kept is void. */
    void readTo(int count) {
        read = count;
    }

    /**
     * Takes the token that follows, and tells the reader.
     *
     * @return it; it may have ended the text
     */
    int grow(float[] logits) {
        if (request.keepsLogits() && written() == 0) {
            stream.keep(logits);
        }
        if (most == 0) {
            end(FinishReason.LENGTH);
            return -1;
        }
        TokenConstraint constraint = request.constraint();
        TokenChooser chooser = request.chooser();
        int token = chooser.choose(logits, constraint == null ? null : constraint.mask());
        if (request.ends().contains(token)) {
            end(FinishReason.STOP);
            return token;
        }
        if (constraint != null) {
            constraint.accept(token);
        }
        append(token);
        stream.put(new TokenEvent.Token(token, request.tellsChances() ? chooser.chances() : null));
        if (constraint != null && request.ends().isEmpty() && constraint.complete()) {
            // A model without a word for the end would have to go on.
            end(FinishReason.STOP);
        } else if (left() == 0) {
            end(FinishReason.LENGTH);
        }
        return token;
    }

    private void append(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.min(2 * size, reserved()));
        }
        tokens[size++] = token;
    }

    private void end(FinishReason reason) {
        ended = true;
        stream.put(new TokenEvent.End(reason));
    }

    void fail(RuntimeException cause) {
        if (!ended) {
            ended = true;
            failed = true;
            stream.put(new TokenEvent.Failure(cause));
        }
    }
}
