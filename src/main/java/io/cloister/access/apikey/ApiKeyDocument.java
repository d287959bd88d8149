package io.cloister.access.apikey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key in a document for programs. */
record ApiKeyDocument(
        UUID id,
        UUID owner,
        String ownerName,
        String name,
        List<ApiScope> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    static ApiKeyDocument of(ApiKey key) {
        return new ApiKeyDocument(
                key.id(),
                key.owner(),
                key.ownerName(),
                key.name(),
                key.scopes().stream().sorted().toList(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.revokedAt());
    }
}
