package io.cloister.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the portal's own login can do to the trail when it goes around the portal. */
@AuditModuleTest
class DatabaseRightsTests {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final DataSource dataSource;
    private final TestTrail trail;

    DatabaseRightsTests(DataSource dataSource, TestTrail trail) {
        this.dataSource = dataSource;
        this.trail = trail;
    }

    @BeforeEach
    void fill() {
        trail.clear();
        trail.publish(2);
        trail.seal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit.event SET body = '{}'",
                "DELETE FROM audit.event",
                "TRUNCATE audit.event",
                "ALTER TABLE audit.event ADD COLUMN more text",
                "DROP TABLE audit.event",
                "ALTER TABLE audit.event DISABLE TRIGGER ALL",
                "ALTER TABLE audit.event DISABLE TRIGGER event_is_final",
                "DROP TRIGGER event_is_final ON audit.event",
                "CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
                "SET session_replication_role = replica",
                "CREATE TABLE audit.mine (id int)",
                "DROP SCHEMA audit CASCADE",
                "UPDATE audit.leaf SET leaf_index = 7",
                "DELETE FROM audit.leaf",
                "TRUNCATE audit.leaf",
                "UPDATE audit.tree_node SET hash = hash",
                "DELETE FROM audit.tree_node",
                "TRUNCATE audit.tree_node",
                "UPDATE audit.checkpoint SET note = ''",
                "DELETE FROM audit.checkpoint",
                "TRUNCATE audit.checkpoint",
                "UPDATE audit.pending SET refused_at = now()",
                "TRUNCATE audit.pending",
            })
    void refusesToRewriteTheTrail(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
                    .extracting(SQLException::getSQLState)
                    .isIn(INSUFFICIENT_PRIVILEGE, "0LP01");
        }
        assertThat(trail.verify().valid()).isTrue();
    }

    @Test
    void theOwnerOfTheTablesMeetsTheTriggerAtLeast() throws SQLException {
        try (Connection connection = trail.superuser();
                Statement statement = connection.createStatement()) {
            for (String sql : new String[] {
                "UPDATE audit.event SET recorded_at = now()", "DELETE FROM audit.event", "TRUNCATE audit.event"
            }) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("never changed or removed");
            }
        }
    }
}
