package io.cloister.access.apikey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as a page shows it.
 *
 * @param state {@code usable}, {@code expired} or {@code revoked}
 */
record KeyRow(
        UUID id,
        String owner,
        String name,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        String state) {

    static KeyRow of(ApiKey key, Instant now) {
        return new KeyRow(
                key.id(),
                key.ownerName(),
                key.name(),
                key.scopes().stream().sorted().map(ApiScope::name).toList(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.revokedAt() != null ? "revoked" : ApiKeys.isUsable(key, now) ? "usable" : "expired");
    }

    public boolean usable() {
        return state.equals("usable");
    }
}
