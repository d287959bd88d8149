package io.cloister.inference.scheduling;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text as they come. The engine never waits for a reader: what was not read yet waits here, no more than
 * the text is long. Read by one thread; {@link #close} may come from any.
 */
public final class TokenStream implements AutoCloseable {

    private final BlockingQueue<TokenEvent> events = new LinkedBlockingQueue<>();
    private final Runnable wake;
    private volatile boolean cancelled;
    private volatile float @Nullable [] promptLogits;
    private volatile int cached;

    /** @param wake tells the engine that something was cancelled */
    TokenStream(Runnable wake) {
        this.wake = wake;
    }

    /**
     * Waits for what happens next.
     *
     * @throws RuntimeException where the text failed: a {@link io.cloister.platform.Problem} where a person can do
     *     something about it
     * @throws IllegalStateException where the waiting thread is interrupted; the text is cancelled then
     */
    public TokenEvent next() {
        try {
            TokenEvent event = events.take();
            if (event instanceof TokenEvent.Failure(RuntimeException cause)) {
                throw cause;
            }
            return event;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a model", e);
        }
    }

    /** What followed the prompt, a number for each token of the vocabulary; null where it was not asked for, or not yet. */
    public float @Nullable [] promptLogits() {
        return promptLogits;
    }

    /** Tokens of the prompt that had been read before; known with the first token. */
    public int cached() {
        return cached;
    }

    /** Ends the text before its next token, where it has not ended. */
    @Override
    public void close() {
        if (!cancelled) {
            cancelled = true;
            wake.run();
        }
    }

    boolean cancelled() {
        return cancelled;
    }

    void put(TokenEvent event) {
        events.add(event);
    }

    void cached(int tokens) {
        cached = tokens;
    }

    void keep(float[] logits) {
        promptLogits = logits.clone();
    }
}
