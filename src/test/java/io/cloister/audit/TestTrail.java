package io.cloister.audit;

import io.cloister.audit.note.NoteFiles;
import io.cloister.audit.sealing.TrailSealer;
import io.cloister.audit.verification.TrailVerifier;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.persistence.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills a trail, tampers with it as the database's superuser, and verifies it. */
public final class TestTrail {

    private final String database;
    private final DataDirectory data;
    private final ApplicationEventPublisher publisher;
    private final TrailSealer sealer;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    TestTrail(
            Environment environment,
            DataDirectory data,
            ApplicationEventPublisher publisher,
            TrailSealer sealer,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.database = environment.getRequiredProperty("cloister.test.database");
        this.data = data;
        this.publisher = publisher;
        this.sealer = sealer;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    public void clear() {
        // Not TRUNCATE, which writes every table and index anew.
        tamper(
                "DELETE FROM audit.event",
                "DELETE FROM audit.pending",
                "DELETE FROM audit.leaf",
                "DELETE FROM audit.tree_node",
                "DELETE FROM audit.checkpoint");
        try {
            Files.deleteIfExists(note());
            Files.deleteIfExists(data.keys().resolve("audit-signing-key.pem"));
            Files.deleteIfExists(data.keys().resolve("audit-verifier-key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In a transaction of its own. */
    public UUID publish(AuditEntry.Builder entry) {
        AuditEntry built = entry.build();
        inTransaction(() -> publisher.publishEvent(event(built)));
        return built.eventId();
    }

    public static AuditEvent event(AuditEntry entry) {
        return () -> entry;
    }

    public void inTransaction(Runnable act) {
        transaction.executeWithoutResult(status -> act.run());
    }

    public void publish(int count) {
        IntStream.range(0, count)
                .forEach(i -> publish(AuditEntry.success("test.act").with(AuditField.RETURNED, i)));
    }

    public int seal() {
        return sealer.sealPending();
    }

    /** Publishes and seals events one by one, so that there is a checkpoint after each. */
    public void sealEach(int count) {
        for (int i = 0; i < count; i++) {
            publish(1);
            seal();
        }
    }

    /** As the superuser, with every trigger switched off. */
    public void tamper(String... statements) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection superuser() throws SQLException {
        return TestDatabases.superuser(database);
    }

    public VerificationReport verify() {
        try (Connection connection = superuser()) {
            return TrailVerifier.verify(connection, new NoteFiles(data));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest signed note outside the database. */
    public Path note() {
        return data.root().resolve("audit/checkpoint");
    }

    public DataDirectory data() {
        return data;
    }

    public long count(String table) {
        return jdbc.sql("SELECT count(*) FROM audit." + table).query(Long.class).single();
    }

    public String body(UUID eventId) {
        return jdbc.sql("SELECT body::text FROM audit.event WHERE event_id = ?")
                .param(eventId)
                .query(String.class)
                .single();
    }

    public UUID eventAt(long index) {
        return jdbc.sql("SELECT event_id FROM audit.leaf WHERE leaf_index = ?")
                .param(index)
                .query(UUID.class)
                .single();
    }
}
