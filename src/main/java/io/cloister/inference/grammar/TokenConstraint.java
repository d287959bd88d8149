package io.cloister.inference.grammar;

import io.cloister.platform.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps one text within a grammar, token by token. Not safe for use by several threads. */
public final class TokenConstraint {

    private static final byte[] NO_BYTES = {};

    private final TokenMasks masks;
    private final byte[][] spelled;
    private final long[] mask;

    /** While not null anything may come; it says where the grammar begins. */
    private @Nullable CallTrigger trigger;

    private ConfigurationGraph graph;
    private Configuration configuration;
    private @Nullable Configuration masked;
    private boolean ended;

    /**
     * @param spelled bytes of each token as {@link Spelling} gives them
     * @param trigger null where the grammar holds from the first token on
     */
    TokenConstraint(TokenMasks masks, byte[][] spelled, ConfigurationGraph graph, @Nullable CallTrigger trigger) {
        this.masks = masks;
        this.spelled = spelled;
        this.graph = graph;
        this.configuration = graph.start();
        this.trigger = trigger;
        this.mask = new long[masks.words()];
    }

    /**
     * The tokens that may come next: bit {@code t} of the word {@code t / 64}. End tokens are among them only where the
     * text may end, and never an empty set. Belongs to this constraint and holds until the next call of it.
     *
     * @throws Problem {@code invalid-input} where the grammar is too ambiguous, {@code unavailable} where the vocabulary
     *     lacks what has to come
     */
    public long[] mask() {
        if (trigger != null) {
            masks.markAll(mask);
        } else if (ended) {
            Arrays.fill(mask, 0);
            masks.markEnds(mask);
        } else if (configuration != masked) {
            masks.fill(mask, configuration, graph);
            masked = configuration;
        }
        return mask;
    }

    /**
     * Takes the next token.
     *
     * @throws IllegalArgumentException where the last mask forbids it
     */
    public void accept(int token) {
        if (masks.isEnd(token)) {
            if (!complete()) {
                throw new IllegalArgumentException("The text cannot end here.");
            }
            ended = true;
            masked = null;
            return;
        }
        byte[] bytes = token < spelled.length ? spelled[token] : NO_BYTES;
        if (trigger != null) {
            begin(trigger, bytes);
            return;
        }
        Configuration next = ended || bytes.length == 0 ? null : follow(configuration, bytes);
        if (next == null) {
            throw new IllegalArgumentException("The token %d cannot come here.".formatted(token));
        }
        configuration = next;
        if (graph.isFull()) {
            graph = new ConfigurationGraph(graph.automaton());
            configuration = graph.adopt(configuration);
        }
    }

    private void begin(CallTrigger waiting, byte[] bytes) {
        byte[] behind = waiting.append(bytes);
        Configuration next = behind == null ? null : follow(graph.start(), behind);
        if (next != null) {
            configuration = next;
            trigger = null;
        } else if (behind != null) {
            waiting.reset();
        }
    }

    private @Nullable Configuration follow(Configuration from, byte[] bytes) {
        Configuration at = from;
        for (byte one : bytes) {
            at = graph.step(at, Byte.toUnsignedInt(one));
        }
        return at.isDead() ? null : at;
    }

    /** Whether the text may end here. */
    public boolean complete() {
        return trigger != null || ended || configuration.complete();
    }

    /**
     * Least number of bytes that complete the text; 0 where it may end. More tokens than this are never needed, so a
     * text has to begin to end where no more tokens are left.
     */
    public int shortest() {
        return trigger != null || ended ? 0 : configuration.shortest();
    }
}
