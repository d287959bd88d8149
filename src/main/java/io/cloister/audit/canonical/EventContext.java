package io.cloister.audit.canonical;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acted and from where.
 *
 * @param actorType {@code person}, {@code operator}, {@code system} or {@code anonymous}
 * @param sessionRef SHA-256 of the session's id in hex, never the id
 */
public record EventContext(
        String actorType,
        @Nullable UUID actorId,
        List<String> actorRoles,
        @Nullable UUID department,
        @Nullable String sessionRef,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String requestId) {

    public EventContext {
        actorRoles = List.copyOf(actorRoles);
    }
}
