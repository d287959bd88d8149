package io.cloister.access.apikey;

import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The keys of the house. Row-level security leaves everybody their own, and administrators those of all. */
@Component
@Transactional
class ApiKeys {

    /** Usable ones of one person. */
    static final int MOST = 50;

    private static final String SELECT = """
            SELECT k.id, k.person_id, p.name AS owner_name, k.name, k.scopes, k.created_at, k.expires_at,
                   k.last_used_at, k.revoked_at
            FROM access.api_key k
            JOIN access.person p ON p.id = k.person_id
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final KeyHash hashes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiKeys(JdbcClient jdbc, People people, KeyHash hashes, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.hashes = hashes;
        this.events = events;
        this.clock = clock;
    }

    /** Of the signed-in person, newest first. */
    @Transactional(readOnly = true)
    List<ApiKey> mine() {
        return jdbc.sql(SELECT + " WHERE k.person_id = :person ORDER BY k.created_at DESC, k.id")
                .param("person", people.current().id().value())
                .query(ApiKeys::key)
                .list();
    }

    /** Of everybody, for administrators; newest first. */
    @Transactional(readOnly = true)
    List<ApiKey> all() {
        return jdbc.sql(SELECT + " ORDER BY k.created_at DESC, k.id")
                .query(ApiKeys::key)
                .list();
    }

    /**
     * Makes one for the signed-in person and their department.
     *
     * @throws Problem {@code conflict} where they have too many
     */
    Made make(NewApiKey wanted) {
        Person owner = people.current();
        Instant now = clock.instant();
        if (mine().stream().filter(key -> isUsable(key, now)).count() >= MOST) {
            throw new Problem(
                    ProblemType.CONFLICT, "You have %d keys in use; revoke one that you do not need.".formatted(MOST));
        }
        String text = KeyText.random();
        UUID id = UUID.randomUUID();
        UUID department = owner.department().id().value();
        jdbc.sql("""
                        INSERT INTO access.api_key
                            (id, person_id, department_id, name, key_hash, scopes, created_at, expires_at)
                        VALUES (:id, :person, :department, :name, :hash, :scopes, :now, :expires)
                        """)
                .param("id", id)
                .param("person", owner.id().value())
                .param("department", department)
                .param("name", wanted.name())
                .param("hash", hashes.of(text))
                .param("scopes", wanted.scopes().stream().map(ApiScope::code).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(Duration.ofDays(wanted.days()))))
                .update();
        events.publishEvent(ApiKeyEvent.made(id, department, wanted.scopes()));
        return new Made(find(id, owner.id().value()), text);
    }

    /**
     * Ends a key of the signed-in person at once; does nothing where it is revoked already.
     *
     * @return its name
     * @throws Problem {@code not-found} for one that is not theirs
     */
    String revokeMine(UUID id) {
        return revoke(find(id, people.current().id().value()));
    }

    /** The same for anybody's, by an administrator. */
    String revoke(UUID id) {
        return revoke(find(id, null));
    }

    private String revoke(ApiKey key) {
        int changed = jdbc.sql("UPDATE access.api_key SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", key.id())
                .update();
        if (changed > 0) {
            events.publishEvent(ApiKeyEvent.revoked(key.id()));
        }
        return key.name();
    }

    private ApiKey find(UUID id, @Nullable UUID owner) {
        return jdbc.sql(SELECT + " WHERE k.id = :id")
                .param("id", id)
                .query(ApiKeys::key)
                .optional()
                .filter(key -> owner == null || owner.equals(key.owner()))
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "There is no such key, or it is not yours; choose one from the list."));
    }

    static boolean isUsable(ApiKey key, Instant now) {
        return key.revokedAt() == null && now.isBefore(key.expiresAt());
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("owner_name"),
                row.getString("name"),
                PresentedKey.words(row.getArray("scopes")).stream()
                        .map(ApiScope::of)
                        .collect(Collectors.toSet()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                moment(row, "last_used_at"),
                moment(row, "revoked_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }

    /** @param text shown once and kept nowhere */
    record Made(ApiKey key, String text) {

        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }
}
