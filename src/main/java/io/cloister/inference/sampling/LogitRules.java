package io.cloister.inference.sampling;

import io.cloister.inference.Sampling;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens likelier, less likely or impossible, whatever the model thinks of them: bias, penalties for what is there
 * already, and the mask. What is asked for nothing costs nothing.
 */
final class LogitRules {

    private final Map<Integer, Float> bias;
    private final Sampling.Penalties penalties;

    /** How often tokens stand in the window that repetition is looked for in, and in the answer. */
    private final Map<Integer, Integer> recent = new HashMap<>();

    private final Map<Integer, Integer> written = new HashMap<>();
    private final Queue<Integer> window = new ArrayDeque<>();

    LogitRules(Sampling sampling, long[] prompt) {
        this.bias = sampling.bias();
        this.penalties = sampling.penalties();
        int seen = penalties.window() == 0 ? prompt.length : Math.min(penalties.window(), prompt.length);
        for (int i = prompt.length - seen; i < prompt.length; i++) {
            look((int) prompt[i]);
        }
    }

    private boolean repetition() {
        return penalties.repetition() != 1;
    }

    private boolean counting() {
        return penalties.frequency() != 0 || penalties.presence() != 0;
    }

    /** Whether {@link #apply} changes anything. */
    boolean change(long @Nullable [] mask) {
        return mask != null || !bias.isEmpty() || repetition() || counting();
    }

    /** Notes a token of the answer. */
    void accept(int token) {
        look(token);
        if (counting()) {
            written.merge(token, 1, Integer::sum);
        }
    }

    private void look(int token) {
        if (!repetition()) {
            return;
        }
        recent.merge(token, 1, Integer::sum);
        if (penalties.window() > 0) {
            window.add(token);
            if (window.size() > penalties.window()) {
                recent.computeIfPresent(window.remove(), (_, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /** Tokens that the vocabulary lacks are passed over. */
    void apply(float[] logits, long @Nullable [] mask) {
        bias.forEach((token, value) -> set(logits, token, at(logits, token) + value));
        recent.keySet().forEach(token -> set(logits, token, repeated(at(logits, token))));
        written.forEach((token, count) ->
                set(logits, token, at(logits, token) - count * penalties.frequency() - penalties.presence()));
        if (mask != null) {
            forbid(logits, mask);
        }
    }

    private double repeated(float logit) {
        return logit > 0 ? logit / penalties.repetition() : logit * penalties.repetition();
    }

    private static float at(float[] logits, int token) {
        return token < logits.length ? logits[token] : 0;
    }

    /** Rules never make a number of none, which would be laid at the model's door. */
    private static void set(float[] logits, int token, double value) {
        if (token < logits.length) {
            logits[token] = (float) Math.min(Float.MAX_VALUE, value);
        }
    }

    /** Tokens behind the mask's end are forbidden. */
    private static void forbid(float[] logits, long[] mask) {
        for (int first = 0; first < logits.length; first += Long.SIZE) {
            int word = first / Long.SIZE;
            long forbidden = word < mask.length ? ~mask[word] : -1;
            int count = Math.min(Long.SIZE, logits.length - first);
            if (forbidden == -1) {
                Arrays.fill(logits, first, first + count, Float.NEGATIVE_INFINITY);
                continue;
            }
            for (long rest = forbidden & -1L >>> (Long.SIZE - count); rest != 0; rest &= rest - 1) {
                logits[first + Long.numberOfTrailingZeros(rest)] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
