package io.cloister.catalog.console;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.hub.HubAddress;
import io.cloister.catalog.intake.ImportDocument;
import io.cloister.catalog.intake.ImportJob;
import io.cloister.catalog.intake.ImportOrder;
import io.cloister.catalog.intake.ImportState;
import io.cloister.catalog.store.ModelTable;
import io.cloister.platform.Console;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Brings a model into an installation, whether its portal is running or stopped. */
@Command(name = "import", description = "Brings a model into the catalog")
public final class ImportCommand implements ConsoleCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "a folder, an archive, or hub:owner/name[@revision]")
    private String source = "";

    @Option(names = "--name", description = "short, lower case, unique; after the source where it is left out")
    private @Nullable String name;

    @Option(names = "--title", description = "for people")
    private @Nullable String title;

    @Option(names = "--licence", description = "for example Apache-2.0; from the model's card where it is left out")
    private @Nullable String licence;

    @Option(names = "--openness", description = "open-weights, open-data, fully-open or unknown")
    private @Nullable String openness;

    @Option(
            names = "--weights",
            description = "of a model that is built: fp32, fp16, int8 or int4; others stay as they are")
    private @Nullable String weights;

    @Option(names = "--base", description = "name of the model that an adapter runs on; found where it is left out")
    private @Nullable String base;

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
        ImportOrder order = order();
        var progress = new ProgressLine(line().getErr());
        var target = new ImportTarget(new DataDirectory(data), Console.of(line().getCommandSpec()));
        return target.bringIn(order, progress, this::report);
    }

    /** What cannot be carried out whatever the installation is bad use. */
    private ImportOrder order() {
        String place = source.startsWith(HubAddress.SCHEME)
                ? source
                : Path.of(source).toAbsolutePath().normalize().toString();
        try {
            return ImportOrder.of(
                            place, name == null ? ModelName.after(place) : name, title, licence, openness, weights)
                    .on(base);
        } catch (Problem misuse) {
            throw new ParameterException(line(), misuse.sentence(), misuse);
        }
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private int report(ImportJob job, ModelTable models) {
        if (json) {
            line().getOut().println(new JsonMapper().writeValueAsString(ImportDocument.of(job, "")));
        }
        if (job.state() != ImportState.DONE) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    job.problem() == null
                            ? "The import was stopped; start it again if that was not meant."
                            : job.problem());
        }
        if (!json) {
            ModelDescription model = models.find(new ModelId(job.id())).orElseThrow();
            line().getOut()
                    .printf(
                            "%s is in the catalog as %s (%s, licence %s, SHA-256 %s). It is not offered yet: read its card under Models in the portal, and offer it there.%n",
                            model.title(),
                            model.name(),
                            Bytes.text(model.bytes()),
                            model.licence().isBlank() ? "unknown" : model.licence(),
                            model.sha256());
            if (weights != null && model.runtime() == ModelRuntime.ONNX_ADAPTER) {
                line().getOut().println("An adapter stays as its maker stored it, so --weights had no effect.");
            }
            String sample = model.card().sampleAnswer();
            if (sample != null) {
                line().getOut().printf("It wrote: %s%n", sample);
            }
        }
        return 0;
    }
}
