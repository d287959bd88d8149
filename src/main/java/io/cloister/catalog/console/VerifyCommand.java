package io.cloister.catalog.console;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.store.FileDifference;
import io.cloister.catalog.store.RecordedFiles;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.ConsoleDatabase;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Compares the files of a model with those that came in. */
@Command(name = "verify", description = "Compares a model's files with those that came in")
public final class VerifyCommand implements ConsoleCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID_OR_NAME", description = "which model")
    private String model = "";

    @Option(names = "--data", description = "the data directory", defaultValue = "${env:CLOISTER_DATA:-data}")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    /** @param files compared; 0 for a part of the program, which has none */
    record Findings(UUID id, String name, boolean valid, int files, long bytes, List<FileDifference> differences) {}

    @Override
    public String group() {
        return "model";
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    @Override
    public Integer call() {
        Findings findings = CatalogDatabase.use(ConsoleDatabase.open(new DataDirectory(data)), this::verify);
        if (json) {
            out().println(new JsonMapper().writeValueAsString(findings));
        }
        if (!findings.valid()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The files of %s are not those that came in: %s; withdraw the model, find out who changed them, and import it again."
                            .formatted(
                                    findings.name(),
                                    findings.differences().stream()
                                            .map(one -> one.file() + " ("
                                                    + one.kind().code() + ")")
                                            .collect(Collectors.joining(", "))));
        }
        if (!json) {
            out().printf(
                            "%s: %s%n",
                            findings.name(),
                            findings.files() == 0
                                    ? "part of the program, without files of its own"
                                    : "%d files, %s, all as they came in"
                                            .formatted(findings.files(), Bytes.text(findings.bytes())));
        }
        return 0;
    }

    private Findings verify(CatalogDatabase database) {
        ModelDescription description = CatalogDatabase.require(database.models(), model);
        Optional<RecordedFiles> recorded = database.models().files(description.id());
        try {
            List<FileDifference> differences =
                    recorded.isPresent() ? recorded.get().differences(BuildProgress.NONE) : List.of();
            return new Findings(
                    description.id().value(),
                    description.name(),
                    differences.isEmpty(),
                    recorded.isPresent() ? recorded.get().known().size() : 0,
                    description.bytes(),
                    differences);
        } catch (IOException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The files of %s cannot be read (%s); run this as the user that Cloister runs as."
                            .formatted(description.name(), e.getMessage()),
                    e);
        }
    }
}
