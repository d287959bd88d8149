package io.cloister.audit.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of a query, one at a time and never all in memory, with a look at the next. */
final class Rows<T> implements AutoCloseable {

    private static final int ROWS_PER_FETCH = 500;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final RowReader<T> reader;
    private @Nullable T next;

    /** @param connection within a transaction, else PostgreSQL would send everything at once */
    Rows(Connection connection, String sql, RowReader<T> reader) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.reader = reader;
        statement.setFetchSize(ROWS_PER_FETCH);
        this.rows = statement.executeQuery();
        advance();
    }

    /** Null at the end. */
    @Nullable T peek() {
        return next;
    }

    /** Null at the end. */
    @Nullable T take() throws SQLException {
        T taken = next;
        if (taken != null) {
            advance();
        }
        return taken;
    }

    private void advance() throws SQLException {
        next = rows.next() ? reader.read(rows) : null;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
