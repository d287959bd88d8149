package io.cloister.access.apikey;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key, without what makes it one.
 *
 * @param lastUsedAt to the minute; null where it never was
 * @param revokedAt null where it was not
 */
record ApiKey(
        UUID id,
        UUID owner,
        String ownerName,
        String name,
        Set<ApiScope> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
