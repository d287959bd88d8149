package io.cloister.catalog.console;

import io.cloister.catalog.store.ModelDocument;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.ConsoleDatabase;
import io.cloister.platform.DataDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Lists the models of an installation. */
@Command(name = "list", description = "Lists the models")
public final class ListCommand implements ConsoleCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", description = "the data directory", defaultValue = "${env:CLOISTER_DATA:-data}")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public String group() {
        return "model";
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    @Override
    public Integer call() {
        List<ModelDocument> models = CatalogDatabase.use(
                ConsoleDatabase.open(new DataDirectory(data)),
                database ->
                        database.models().all().stream().map(ModelDocument::of).toList());
        if (json) {
            out().println(new JsonMapper().writeValueAsString(models));
        } else {
            models.forEach(model -> print(model, out()));
        }
        return 0;
    }

    private static void print(ModelDocument model, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-30s %-36s %9s  %-12s %s%n",
                model.name(),
                model.id(),
                Bytes.text(model.bytes()),
                model.offered() ? "offered" : "not offered",
                model.licence());
    }
}
