package io.cloister.platform.persistence;

import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives every application context of the tests a database and a data directory of its own, in one real server that
 * starts with the first of them.
 */
public final class TestDatabases implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().containsProperty("cloister.test.own-database")
                || context.getEnvironment().containsProperty("cloister.test.database")) {
            return;
        }
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test-database", settings(dataDirectory())));
    }

    /** What an application must be told to work on a new database and in a directory. */
    public static Map<String, Object> settings(Path data) {
        String name = create();
        DatabaseLogins logins = Server.INSTANCE.logins();
        return Map.of(
                "spring.datasource.url",
                Server.INSTANCE.url(name),
                "spring.datasource.username",
                DatabaseLogins.PORTAL_NAME,
                "spring.datasource.password",
                logins.portal(),
                "spring.flyway.user",
                DatabaseLogins.OWNER_NAME,
                "spring.flyway.password",
                logins.owner(),
                "spring.datasource.hikari.maximum-pool-size",
                10,
                "cloister.data",
                data.toString(),
                "cloister.test.database",
                name);
    }

    /** A new empty database with the vector extension, owned by the owner login. */
    public static String create() {
        String name = "test_" + COUNTER.incrementAndGet();
        try {
            Server.INSTANCE.createDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    /** A connection that no rule of the database holds back: what an attacker with the server's password could do. */
    public static Connection superuser(String database) throws SQLException {
        return Server.INSTANCE.superuser(database);
    }

    /** Makes the database unreachable for everybody, open connections included, or brings it back. */
    public static void allowConnections(String database, boolean allowed) throws SQLException {
        try (Connection superuser = superuser("postgres");
                var statement = superuser.createStatement()) {
            statement.execute("ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(database, allowed));
            if (!allowed) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                        .formatted(database));
            }
        }
    }

    private static Path dataDirectory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "data-");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Server {

        static final EmbeddedDatabase INSTANCE = start();

        private static EmbeddedDatabase start() {
            EmbeddedDatabase database = EmbeddedDatabase.start(
                    new DataDirectory(dataDirectory()), UserCache.pgvector(), UserCache.binaries());
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            return database;
        }
    }
}
