package io.cloister.access.apikey;

import io.cloister.access.ApiKeyCheck;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredApiKeyCheck implements ApiKeyCheck {

    private final JdbcClient jdbc;
    private final KeyHash hashes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredApiKeyCheck(JdbcClient jdbc, KeyHash hashes, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.hashes = hashes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Authentication check(String presented) {
        if (!KeyText.isWhole(presented)) {
            throw refused("key-unknown", null);
        }
        byte[] hash = hashes.of(presented);
        PresentedKey key = find(hash)
                // What the index found is not what decides.
                .filter(found -> MessageDigest.isEqual(HexFormat.of().parseHex(found.hash()), hash))
                .orElseThrow(() -> refused("key-unknown", null));
        Instant now = clock.instant();
        String fault = key.fault(now);
        if (fault != null) {
            throw refused(fault, key.id());
        }
        if (!key.usedLately(now)) {
            noteUse(key.id(), now);
        }
        return new PreAuthenticatedAuthenticationToken(
                key.holder(),
                "",
                Stream.concat(
                                key.scopes().stream().map("SCOPE_"::concat),
                                key.roles().stream().map("ROLE_"::concat))
                        .map(SimpleGrantedAuthority::new)
                        .toList());
    }

    private Optional<PresentedKey> find(byte[] hash) {
        return jdbc.sql("SELECT * FROM access.api_key_of(:hash)")
                .param("hash", hash)
                .query(PresentedKey::map)
                .optional();
    }

    private void noteUse(UUID key, Instant now) {
        jdbc.sql("SELECT 1 FROM (SELECT access.note_use_of_api_key(:key, :now)) AS noted")
                .param("key", key)
                .param("now", Timestamp.from(now))
                .query(Integer.class)
                .single();
    }

    private BadCredentialsException refused(String reason, @Nullable UUID key) {
        events.publishEvent(ApiKeyEvent.refused(reason, key));
        return new BadCredentialsException("no usable key");
    }
}
