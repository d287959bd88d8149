package io.cloister.audit.verification;

import io.cloister.audit.VerificationProblem;
import io.cloister.audit.VerificationReport;
import io.cloister.audit.note.NoteFiles;
import io.cloister.platform.ConsoleDatabase;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Checks the whole trail of an installation, whose portal may be running or stopped; succeeds only if it is valid. */
@Command(name = "verify", description = "Checks the whole audit trail")
final class VerifyCommand implements Callable<Integer> {

    /** A schema, or a table in it, that does not exist. */
    private static final Set<String> NO_SUCH_THING = Set.of("3F000", "42P01");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", description = "the data directory", defaultValue = "${env:CLOISTER_DATA:-data}")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public Integer call() {
        VerificationReport report = verify(new DataDirectory(data));
        print(report, Objects.requireNonNull(spec).commandLine().getOut());
        if (!report.valid()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The audit trail is not valid%s; keep the database and the data directory as they are, and have them"
                                    .formatted(
                                            report.firstBadIndex() == null
                                                    ? ""
                                                    : " from event " + report.firstBadIndex() + " on")
                            + " examined.");
        }
        return 0;
    }

    private static VerificationReport verify(DataDirectory directory) {
        try (ConsoleDatabase database = ConsoleDatabase.open(directory);
                Connection connection = database.connect()) {
            return TrailVerifier.verify(connection, new NoteFiles(directory));
        } catch (SQLException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    NO_SUCH_THING.contains(String.valueOf(e.getSQLState()))
                            ? "The database holds no audit trail; check that it is the one Cloister works on."
                            : "The database cannot be read (%s); check that it runs and that the login may read the schema"
                                            .formatted(e.getMessage())
                                    + " audit.",
                    e);
        } catch (IOException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The files of the audit trail in %s cannot be read (%s); run this as the user that Cloister runs as."
                            .formatted(directory.root(), e.getMessage()),
                    e);
        }
    }

    private void print(VerificationReport report, PrintWriter out) {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(report));
            return;
        }
        for (VerificationProblem problem : report.problems()) {
            out.printf(
                    "%s%s %s%n",
                    problem.code(), problem.index() == null ? "" : " at " + problem.index() + ":", problem.detail());
        }
        out.printf(
                "%s: %d sealed events, %d waiting to be sealed, root %s%n",
                report.valid() ? "valid" : "not valid", report.size(), report.pending(), report.root());
    }
}
