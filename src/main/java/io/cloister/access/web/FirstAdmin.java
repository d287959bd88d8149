package io.cloister.access.web;

import io.cloister.access.People;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets whoever can read the console of an empty installation become its first administrator: a token of 256 bits is
 * printed there, lives in memory only, and is spent with its first use. Safe for use by several threads and processes.
 */
@Component
class FirstAdmin {

    private static final int TOKEN_BYTES = 32;

    private final People people;
    private final JdbcClient jdbc;
    private final ObjectProvider<WebServerApplicationContext> context;
    private volatile @Nullable String token;

    FirstAdmin(People people, JdbcClient jdbc, ObjectProvider<WebServerApplicationContext> context) {
        this.people = people;
        this.jdbc = jdbc;
        this.context = context;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        var portal = context.getIfAvailable();
        var server = portal == null ? null : portal.getWebServer();
        if (server == null || !people.all().isEmpty()) {
            return;
        }
        token = new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), TOKEN_BYTES).generateKey();
        System.out.printf(
                "  Nobody can sign in yet. Create the first administrator at%n  http://localhost:%d/set-up?token=%s%n%n",
                server.getPort(), token);
    }

    boolean isWanted() {
        return token != null && people.all().isEmpty();
    }

    /**
     * Creates the administrator and their department.
     *
     * @throws Problem where the token is wrong, somebody can sign in already, or the data break a rule
     */
    @Transactional
    public void appoint(SetUpForm form) {
        // Whoever comes second waits here and then finds somebody.
        jdbc.sql("LOCK TABLE access.person IN SHARE ROW EXCLUSIVE MODE").update();
        if (!people.all().isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "Cloister is set up already. Sign in instead.");
        }
        String expected = token;
        if (expected == null
                || !MessageDigest.isEqual(bytes(expected), bytes(form.token().strip()))) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "This is not the set-up token. Copy the one that was printed when Cloister was last started.");
        }
        people.add(form.administratorIn(people.addDepartment(form.department())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
