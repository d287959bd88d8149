package io.cloister.access.apikey;

import io.cloister.platform.ActorId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A known key that somebody presents, and its owner, as they are now.
 *
 * @param hash in hex
 * @param moved whether its owner left the department that it was made for
 */
record PresentedKey(
        UUID id,
        String hash,
        Set<String> scopes,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        boolean revoked,
        UUID owner,
        boolean active,
        UUID department,
        boolean moved,
        Set<String> roles) {

    private static final Duration TOLD = Duration.ofMinutes(1);

    static PresentedKey map(ResultSet row, int number) throws SQLException {
        java.sql.Timestamp lastUsed = row.getTimestamp("last_used_at");
        return new PresentedKey(
                row.getObject("id", UUID.class),
                HexFormat.of().formatHex(row.getBytes("key_hash")),
                words(row.getArray("scopes")),
                row.getTimestamp("expires_at").toInstant(),
                lastUsed == null ? null : lastUsed.toInstant(),
                row.getBoolean("revoked"),
                row.getObject("person_id", UUID.class),
                row.getBoolean("active"),
                row.getObject("department_id", UUID.class),
                row.getBoolean("moved"),
                words(row.getArray("roles")));
    }

    /** Why it is of no use, in the words of the audit trail; null where it is. */
    @Nullable String fault(Instant now) {
        if (revoked) {
            return "key-revoked";
        }
        if (!now.isBefore(expiresAt)) {
            return "key-expired";
        }
        if (!active) {
            return "person-inactive";
        }
        return moved ? "department-left" : null;
    }

    /** Whether its last use is told to the minute. */
    boolean usedLately(Instant now) {
        return lastUsedAt != null && now.isBefore(lastUsedAt.plus(TOLD));
    }

    ApiKeyHolder holder() {
        return new ApiKeyHolder(id, new ActorId(owner), department, roles);
    }

    static Set<String> words(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }
}
