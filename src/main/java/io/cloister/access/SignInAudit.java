package io.cloister.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts sign-ins on record before they take effect. */
@Component
@Transactional
class SignInAudit {

    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    SignInAudit(ApplicationEventPublisher events, JdbcClient jdbc) {
        this.events = events;
        this.jdbc = jdbc;
    }

    void signedIn(UUID person) {
        events.publishEvent(SignInEvent.signedIn(person));
    }

    void signedOut(UUID person) {
        events.publishEvent(SignInEvent.signedOut(person));
    }

    void refused(@Nullable String username) {
        UUID known = jdbc.sql("SELECT id FROM access.person WHERE username = :username")
                .param("username", username == null ? "" : username)
                .query(UUID.class)
                .optional()
                .orElse(null);
        events.publishEvent(SignInEvent.refused(known));
    }
}
