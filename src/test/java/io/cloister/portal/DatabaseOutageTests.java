package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.platform.persistence.TestDatabases;
import java.sql.SQLException;
import java.time.Duration;
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
        TestDatabases.allowConnections(database, true);
    }

    @Test
    void aQuestionMeanwhileIsRefusedWithWhatToDoAndTheNextOneIsAnswered() throws SQLException {
        HttpVisit clara = portal.signIn("clara");
        String messages = "/api/conversations/" + clara.converse() + "/messages";
        Map<String, String> question = Map.of("text", EmployeeStoryTests.QUESTION);

        TestDatabases.allowConnections(database, false);
        var refused = clara.post(messages, question);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("urn:cloister:problem:unavailable").doesNotContain("SQL", "postgres");

        TestDatabases.allowConnections(database, true);
        // A connection that died may be handed out once more before the pool looks at it.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(clara.post(messages, question).body()).contains("within 7 days"));
    }
}
