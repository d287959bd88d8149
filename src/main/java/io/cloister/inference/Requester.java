package io.cloister.inference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * For whom a model works: decides the turn of a request, and whose cached prefixes it may meet.
 *
 * @param department shares its time among its people; nothing computed for one is used for another
 * @param person shares the department's time with others; at most some requests at once
 * @param deadline after which the answer is of no use and the request is dropped; null for none
 */
public record Requester(
        String department,
        String person,
        Urgency urgency,
        @Nullable Instant deadline) {

    /** The house itself, for what nobody waits for. */
    public static final Requester HOUSE = new Requester("", "", Urgency.BACKGROUND, null);

    /** A higher one goes first, whoever asks. */
    public enum Urgency {
        /** Somebody waits for it. */
        INTERACTIVE,
        /** A program waits for it. */
        BATCH,
        /** Nobody waits for it. */
        BACKGROUND
    }
}
