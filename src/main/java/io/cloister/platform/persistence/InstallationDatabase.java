package io.cloister.platform.persistence;

import io.cloister.platform.ConsoleDatabase;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and opens the database of an installation without the portal. */
public final class InstallationDatabase implements ConsoleDatabase {

    private final String url;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedDatabase started;

    private InstallationDatabase(String url, String user, String password, @Nullable EmbeddedDatabase started) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.started = started;
    }

    public static ConsoleDatabase open(DataDirectory directory) {
        return external().orElseGet(() -> {
            requireInstallation(directory);
            return DataDirectoryLock.tryAcquire(directory)
                    .map(lock -> start(directory, lock))
                    .orElseGet(() -> running(directory));
        });
    }

    public static Optional<ConsoleDatabase> openRunning(DataDirectory directory) {
        Optional<ConsoleDatabase> external = external();
        if (external.isPresent()) {
            return external;
        }
        requireInstallation(directory);
        Optional<DataDirectoryLock> free = DataDirectoryLock.tryAcquire(directory);
        free.ifPresent(DataDirectoryLock::close);
        return free.isPresent() ? Optional.empty() : Optional.of(running(directory));
    }

    private static Optional<ConsoleDatabase> external() {
        return Optional.ofNullable(System.getenv("SPRING_DATASOURCE_URL"))
                .map(url -> new InstallationDatabase(
                        url,
                        System.getenv().getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
                        System.getenv().getOrDefault("SPRING_DATASOURCE_PASSWORD", ""),
                        null));
    }

    private static void requireInstallation(DataDirectory directory) {
        if (!Files.exists(directory.postgres().resolve("cloister.ready"))) {
            throw new Problem(
                    ProblemType.NOT_FOUND,
                    "There is no installation in %s; name its data directory with --data.".formatted(directory.root()));
        }
    }

    private static ConsoleDatabase running(DataDirectory directory) {
        int port = port(directory)
                .orElseThrow(() -> new Problem(
                        ProblemType.UNAVAILABLE,
                        "The installation in %s is starting or stopping; try again in a moment."
                                .formatted(directory.root())));
        return new InstallationDatabase(
                "jdbc:postgresql://127.0.0.1:%d/cloister".formatted(port),
                DatabaseLogins.PORTAL_NAME,
                DatabaseLogins.readOrCreate(directory.keys()).portal(),
                null);
    }

    private static Optional<Integer> port(DataDirectory directory) {
        try {
            return OrphanedServer.port(directory.postgres());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConsoleDatabase start(DataDirectory directory, DataDirectoryLock lock) {
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, UserCache.pgvector(), UserCache.binaries(), lock);
        return new InstallationDatabase(
                database.url(), DatabaseLogins.PORTAL_NAME, database.logins().portal(), database);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        try (var statement = connection.createStatement()) {
            statement.execute("SET ROLE cloister_app");
        }
        return connection;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
