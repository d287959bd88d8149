package io.cloister.platform;

import java.time.Duration;

/** A refusal that will pass by itself: the same request may well be accepted a little later. */
public final class RetryLater extends Problem {

    private static final long serialVersionUID = 1L;

    private final Duration after;

    /** @param after when another try makes sense; told to programs in {@code Retry-After} */
    public RetryLater(ProblemType type, String sentence, Duration after) {
        super(type, sentence);
        this.after = after;
    }

    public Duration after() {
        return after;
    }
}
