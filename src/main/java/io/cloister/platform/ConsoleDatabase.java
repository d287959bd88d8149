package io.cloister.platform;

import java.sql.Connection;
import java.sql.SQLException;

/** The database of an installation, opened from the console: read only, whether the portal is running or stopped. */
public interface ConsoleDatabase extends AutoCloseable {

    /** A read-only connection as the owner of the tables; the caller closes it. */
    Connection connect() throws SQLException;

    @Override
    void close();
}
