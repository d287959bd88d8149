package io.cloister.catalog.console;

import io.cloister.catalog.store.ModelDocument;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.ConsoleDatabase;
import io.cloister.platform.DataDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Lists the models of an installation. */
@Command(name = "list", description = "Lists the models")
public final class ListCommand implements ConsoleCommand {

    @Option(names = "--data", description = "the data directory", defaultValue = "${env:CLOISTER_DATA:-data}")
    private Path data = Path.of("data");

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public String group() {
        return "model";
    }

    @Override
    public Integer call() {
        List<ModelDocument> models = CatalogDatabase.use(
                ConsoleDatabase.open(new DataDirectory(data)),
                database ->
                        database.models().all().stream().map(ModelDocument::of).toList());
        if (json) {
            System.out.println(new JsonMapper().writeValueAsString(models));
        } else {
            models.forEach(model -> print(model, System.out));
        }
        return 0;
    }

    private static void print(ModelDocument model, PrintStream out) {
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
