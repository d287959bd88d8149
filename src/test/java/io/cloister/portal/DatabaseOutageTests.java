package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.platform.persistence.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** The database goes away and comes back. */
@PortalTest
class DatabaseOutageTests {

    private final Portal portal;
    private final String database;

    DatabaseOutageTests(Portal portal, Environment environment) {
        this.portal = portal;
        this.database = environment.getRequiredProperty("cloister.test.database");
    }

    @AfterEach
    void bringBack() throws SQLException {
        allowConnections(true);
    }

    @Test
    void aQuestionMeanwhileIsRefusedWithWhatToDoAndTheNextOneIsAnswered() throws SQLException {
        HttpVisit clara = portal.signIn("clara");
        String messages = "/api/conversations/" + clara.converse() + "/messages";
        Map<String, String> question = Map.of("text", EmployeeStoryTests.QUESTION);

        allowConnections(false);
        var refused = clara.post(messages, question);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("urn:cloister:problem:unavailable").doesNotContain("SQL", "postgres");

        allowConnections(true);
        assertThat(clara.post(messages, question).body()).contains("within 7 days");
    }

    private void allowConnections(boolean allowed) throws SQLException {
        try (Connection superuser = TestDatabases.superuser("postgres");
                var statement = superuser.createStatement()) {
            statement.execute("ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(database, allowed));
            if (!allowed) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                        .formatted(database));
            }
        }
    }
}
