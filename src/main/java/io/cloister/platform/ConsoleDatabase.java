package io.cloister.platform;

import io.cloister.platform.persistence.InstallationDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The database of an installation, opened from the console, whether the portal is running or stopped. */
public interface ConsoleDatabase extends AutoCloseable {

    /**
     * Opens the external database where {@code SPRING_DATASOURCE_URL} is set; else the embedded one of the data
     * directory, which is started for the while where no portal has it running.
     *
     * @throws Problem where there is none, or it cannot be started
     */
    static ConsoleDatabase open(DataDirectory directory) {
        return InstallationDatabase.open(directory);
    }

    /**
     * The same where it is running already; empty where it would have to be started.
     *
     * @throws Problem where there is no installation
     */
    static Optional<ConsoleDatabase> openRunning(DataDirectory directory) {
        return InstallationDatabase.openRunning(directory);
    }

    /** A connection under the portal's role, which can change nothing of the trail; the caller closes it. */
    Connection connect() throws SQLException;

    @Override
    void close();
}
