package io.cloister.audit.verification;

import io.cloister.audit.VerificationReport;
import io.cloister.audit.note.NoteFiles;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Checks the whole trail: every event against its hash, the hashes against the tree, the tree against the signed
 * checkpoints, and all of it against the newest note outside the database.
 *
 * <p>Where somebody changed an event and then recomputed everything that follows from it, no single event can be told
 * from the others; the index reported then is the first that no signed checkpoint vouches for.
 */
public final class TrailVerifier {

    private TrailVerifier() {}

    /**
     * Reads in a transaction of its own, which sees one moment of the database; changes nothing. Memory does not grow
     * with the trail.
     *
     * @param connection that may read the schema audit, outside a transaction; left open
     * @throws SQLException where the database cannot be read, or holds no trail at all
     */
    public static VerificationReport verify(Connection connection, NoteFiles files) throws SQLException, IOException {
        Findings findings = new Findings();
        // Before the moment that the database is seen at, for the note follows the database and never runs ahead of it.
        OutsideNote outside = OutsideNote.read(files, findings);
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            SealedTrailCheck.Result sealed = SealedTrailCheck.run(connection, outside, findings);
            long pending = UnsealedEventsCheck.run(connection, sealed.size(), findings);
            return new VerificationReport(
                    findings.problems().isEmpty(),
                    sealed.size(),
                    pending,
                    sealed.root().hex(),
                    findings.firstBadIndex(),
                    findings.problems());
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
