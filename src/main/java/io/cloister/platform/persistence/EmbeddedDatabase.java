package io.cloister.platform.persistence;

import com.sun.management.OperatingSystemMXBean;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL cluster of the installation's own, on loopback, with its files in the data directory and a password on
 * every login. Starting it again finds everything as it was; one that was left running by a process that died is
 * stopped first.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "cloister";

    private final EmbeddedPostgres server;
    private final DatabaseLogins logins;
    private final DataDirectoryLock lock;

    private EmbeddedDatabase(EmbeddedPostgres server, DatabaseLogins logins, DataDirectoryLock lock) {
        this.server = server;
        this.logins = logins;
        this.lock = lock;
    }

    static EmbeddedDatabase start(DataDirectory directory, Path pgvector, Path binaries) {
        return start(directory, pgvector, binaries, DataDirectoryLock.acquire(directory));
    }

    /** @param lock on the directory; released when the server stops, or at once where it does not start */
    static EmbeddedDatabase start(DataDirectory directory, Path pgvector, Path binaries, DataDirectoryLock lock) {
        try {
            return startLocked(directory, pgvector, binaries, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedDatabase startLocked(
            DataDirectory directory, Path pgvector, Path binaries, DataDirectoryLock lock) {
        Path cluster = directory.postgres();
        // A start that died before the passwords were set leaves a cluster that trusts everybody: make it anew.
        boolean fresh = !Files.exists(cluster.resolve("cloister.ready"));
        try {
            Files.createDirectories(binaries);
            OrphanedServer.stop(cluster);
            if (fresh) {
                FileSystemUtils.deleteRecursively(cluster);
            }
            DatabaseLogins logins = DatabaseLogins.readOrCreate(directory.keys());
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    // The library favours throw-away data: without these two an acknowledged record could be lost.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", bufferMegabytes() + "MB")
                    // Compiling a search takes longer than running it.
                    .setServerConfig("jit", "off")
                    // pgvector 0.8.0 has a known defect in building HNSW indexes in parallel.
                    .setServerConfig("max_parallel_maintenance_workers", "0");
            if (!fresh) {
                builder.setConnectConfig("password", logins.superuser());
            }
            EmbeddedPostgres server = builder.start();
            VectorExtension.install(pgvector, binaries);
            EmbeddedDatabase database = new EmbeddedDatabase(server, logins, lock);
            if (fresh) {
                database.secure(cluster);
            }
            log.info("Embedded PostgreSQL listens on 127.0.0.1:{}, data in {}", server.getPort(), cluster);
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The embedded PostgreSQL in %s did not start (%s); see its log in %s."
                            .formatted(cluster, e.getMessage(), cluster.resolve("log")),
                    e);
        }
    }

    /** An eighth of the machine's memory: what is compared and walked through in a search should lie there. */
    private static long bufferMegabytes() {
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
        return Math.clamp(machine / 8, 128, 8192);
    }

    String url() {
        return url(NAME);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database);
    }

    DatabaseLogins logins() {
        return logins;
    }

    /** Makes an empty database that belongs to the owner login and has the vector extension. */
    void createDatabase(String name) throws SQLException {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, DatabaseLogins.OWNER_NAME));
        }
        try (Connection connection = superuser(name);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION vector");
            statement.execute("ALTER SCHEMA public OWNER TO " + DatabaseLogins.OWNER_NAME);
        }
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), DatabaseLogins.SUPERUSER_NAME, logins.superuser());
    }

    private void secure(Path cluster) throws SQLException, IOException {
        try (Connection connection = superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD '%s'".formatted(logins.superuser()));
            statement.execute("CREATE ROLE cloister_app NOLOGIN");
            statement.execute(
                    "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(DatabaseLogins.OWNER_NAME, logins.owner()));
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE cloister_app"
                    .formatted(DatabaseLogins.PORTAL_NAME, logins.portal()));
            Files.writeString(cluster.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
        createDatabase(NAME);
        Files.createFile(cluster.resolve("cloister.ready"));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }
}
