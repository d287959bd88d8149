package io.cloister.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list; what is null does not restrict. Newest first.
 *
 * @param from earliest moment, inclusive
 * @param to latest moment, exclusive
 * @param action exact ({@code ai.chat}), or everything below it when it ends in a dot ({@code ai.})
 * @param department of the actor or of the target
 * @param text found, whatever its case, in the action, the reason, the target's type, the model, the query and the
 *     request id; an id is compared with those of event, intent, actor, target, conversation and message
 * @param page counted from 0
 * @param size events per page, 1 to 200
 */
public record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID actor,
        @Nullable String action,
        @Nullable UUID department,
        @Nullable Outcome outcome,
        @Nullable String text,
        int page,
        int size) {

    public static final int DEFAULT_SIZE = 50;
    public static final int MAX_SIZE = 200;

    /** @throws IllegalArgumentException where page or size is out of range */
    public AuditFilter {
        if (page < 0) {
            throw new IllegalArgumentException("page must not be negative: " + page);
        }
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("size must be 1 to " + MAX_SIZE + ": " + size);
        }
    }

    /** The newest events, unrestricted. */
    public static AuditFilter everything() {
        return new AuditFilter(null, null, null, null, null, null, null, 0, DEFAULT_SIZE);
    }
}
