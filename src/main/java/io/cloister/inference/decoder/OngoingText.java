package io.cloister.inference.decoder;

import io.cloister.inference.FinishReason;
import io.cloister.inference.OutputRules;
import io.cloister.inference.sampling.TokenChooser;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text that grows by tokens until one of them ends it or it is long enough. */
public final class OngoingText {

    private static final long[] NOTHING = {};

    private final TokenChooser chooser;
    private final Set<Long> endTokens;
    private final int most;
    private final boolean keepsLogits;
    private long[] unread;
    private long[] tokens = new long[16];
    private int size;
    private float @Nullable [] promptLogits;
    private @Nullable FinishReason reason;

    OngoingText(TokenRequest request, ModelConfig config) {
        this.chooser = new TokenChooser(request.sampling(), OutputRules.UNTOLD, request.prompt());
        this.endTokens = request.ignoreEnd() ? Set.of() : config.endTokens();
        this.most = Math.min(request.maxNewTokens(), config.contextLength() - request.prompt().length);
        this.keepsLogits = request.promptLogits();
        this.unread = request.prompt();
    }

    /** What the model has not read yet; nothing once the text has ended. */
    long[] unread() {
        return unread;
    }

    /** Grows by the token that follows what was unread. */
    void grow(float[] logits) {
        if (keepsLogits && promptLogits == null) {
            promptLogits = logits.clone();
        }
        long token = chooser.choose(logits, null);
        if (size < most && endTokens.contains(token)) {
            end(FinishReason.STOP);
            return;
        }
        if (size < most) {
            append(token);
        }
        if (size >= most) {
            end(FinishReason.LENGTH);
        }
    }

    private void append(long token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        tokens[size++] = token;
        unread = new long[] {token};
    }

    private void end(FinishReason why) {
        reason = why;
        unread = NOTHING;
    }

    /** Number of tokens written so far. */
    public int size() {
        return size;
    }

    /** The tokens written so far; one that ended the text is not among them. */
    public long[] tokens() {
        return Arrays.copyOf(tokens, size);
    }

    /** The last token written; there must be one. */
    public long lastToken() {
        return tokens[size - 1];
    }

    /** Null while the text goes on. */
    public @Nullable FinishReason reason() {
        return reason;
    }

    /** What followed the prompt, a number for each token of the vocabulary; null where that was not asked for. */
    public float @Nullable [] promptLogits() {
        return promptLogits;
    }
}
