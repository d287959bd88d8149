package io.cloister.catalog.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Held by the one process that brings models into a database: an advisory lock on a connection of its own, which
 * PostgreSQL releases when that process ends, however it ends.
 */
public final class WorkerLock implements AutoCloseable {

    /** The letters of the product's name. */
    private static final long KEY = 0x436C6F6973746572L;

    private final Connection connection;

    private WorkerLock(Connection connection) {
        this.connection = connection;
    }

    /** Empty where another process holds it. */
    static Optional<WorkerLock> tryAcquire(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try {
            if (ask(connection, "SELECT pg_try_advisory_lock(?)")) {
                return Optional.of(new WorkerLock(connection));
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /** Whether some process holds it. */
    public static boolean isHeld(Connection connection) throws SQLException {
        if (!ask(connection, "SELECT pg_try_advisory_lock(?)")) {
            return true;
        }
        ask(connection, "SELECT pg_advisory_unlock(?)");
        return false;
    }

    /**
     * Whether an import waits; asked on the lock's own connection, which shows that the lock is still held.
     *
     * @throws SQLException where the connection is lost, and the lock with it
     */
    boolean isAnyWaiting() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM catalog.model_import WHERE state = 'WAITING')")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    @Override
    public void close() {
        try (connection) {
            ask(connection, "SELECT pg_advisory_unlock(?)");
        } catch (SQLException lost) {
            // The lock went with the connection.
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, KEY);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
