package io.cloister.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTests {

    @TempDir
    Path directory;

    @Test
    void keepsItsDataBetweenStartsAndNeverTrustsALoginWithoutPassword() throws Exception {
        try (EmbeddedDatabase database = start(directory)) {
            execute(database, "CREATE TABLE kept (v vector(2)); INSERT INTO kept VALUES ('[1,2]')");
        }

        try (EmbeddedDatabase database = start(directory)) {
            assertThat(query(database, "SELECT v::text FROM kept")).isEqualTo("[1,2]");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "wrong"));
        }
    }

    /** One server for what is only looked at. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhileItRuns {

        private final Path home;
        private final EmbeddedDatabase database;

        WhileItRuns(@TempDir Path home) {
            this.home = home;
            this.database = start(home);
        }

        @AfterAll
        void stop() {
            database.close();
        }

        @Test
        void losesNoAcknowledgedWriteToSpeed() throws Exception {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW max_parallel_maintenance_workers")).isEqualTo("0");
        }

        @Test
        void keepsItsPasswordsToTheOwnerOfTheProcess() throws Exception {
            assertThat(database.logins().toString())
                    .doesNotContain(database.logins().portal());
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.resolve("keys/database.properties"))))
                    .isEqualTo("rw-------");
        }

        @Test
        void refusesASecondProcessInTheSameDirectory() {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> start(home))
                    .withMessageContaining("--data");
        }
    }

    @Test
    void refusesADirectoryThatANewerVersionWrote() throws Exception {
        Files.writeString(directory.resolve("format"), "99\n");

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> start(directory))
                .withMessageContaining("newer Cloister");
        assertThat(directory.resolve("postgres")).doesNotExist();
    }

    private static EmbeddedDatabase start(Path directory) {
        return EmbeddedDatabase.start(new DataDirectory(directory), UserCache.pgvector(), UserCache.binaries());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.superuser("cloister");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = database.superuser("cloister");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
