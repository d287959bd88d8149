package io.cloister.inference.build;

import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
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

/** Makes a model folder of a checkpoint. */
@Command(name = "build", description = "Makes a model folder of a Hugging Face checkpoint")
public final class BuildCommand implements ConsoleCommand {

    private final InstantSource clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SRC", description = "folder with config.json and *.safetensors")
    private Path source = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "folder to make")
    private Path target = Path.of("");

    @Option(names = "--weights", defaultValue = "int4", description = "fp32, fp16, int8 or int4 (default)")
    private String weights = "int4";

    @Option(names = "--embeddings", description = "type of the embeddings where they are not tied to the head")
    private @Nullable String embeddings;

    @Option(names = "--head", description = "type of the last layer, and of embeddings tied to it")
    private @Nullable String head;

    @Option(names = "--block", defaultValue = "32", description = "numbers that share a scale: 16, 32 (default) to 256")
    private int block = 32;

    @Option(names = "--asymmetric", description = "store a zero for each block too")
    private boolean asymmetric;

    @Option(names = "--gpu", description = "compute in 16 bit, as GPUs do best")
    private boolean gpu;

    @Option(names = "--adapter", paramLabel = "DIR", description = "LoRA adapter to merge into the weights")
    private @Nullable Path adapter;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public String group() {
        return "model";
    }

    @Override
    public Integer call() throws IOException {
        Instant start = clock.instant();
        try (var bar = new ProgressBar(clock)) {
            ModelBuild.build(source, target, options(), bar);
        } catch (UnusableCheckpointException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        }
        report(Duration.between(start, clock.instant()).toMillis());
        return 0;
    }

    private BuildOptions options() {
        WeightsType type = type("--weights", weights);
        try {
            BuildOptions options =
                    BuildOptions.of(type).withBlocks(block, !asymmetric).withAdapter(adapter);
            options = gpu ? options.withHalf(true) : options;
            options = embeddings == null ? options : options.withEmbeddings(type("--embeddings", embeddings));
            return head == null ? options : options.withHead(type("--head", head));
        } catch (IllegalArgumentException e) {
            throw misuse("--block is %d; %s".formatted(block, e.getMessage()));
        }
    }

    private WeightsType type(String option, String name) {
        try {
            return WeightsType.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw misuse("%s is '%s'; give fp32, fp16, int8 or int4".formatted(option, name));
        }
    }

    private ParameterException misuse(String sentence) {
        return new ParameterException(console(), sentence);
    }

    private CommandLine console() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private void report(long milliseconds) {
        ModelManifest manifest = ModelManifest.read(target).orElseThrow();
        long bytes = manifest.files().stream().mapToLong(ModelFile::bytes).sum();
        if (json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("folder", target.toString());
            document.put("architecture", manifest.architecture());
            document.put("weights", weights.toLowerCase(Locale.ROOT));
            document.put("parameters", manifest.parameters());
            document.put("bytes", bytes);
            document.put("build_ms", milliseconds);
            console().getOut().println(new JsonMapper().writeValueAsString(document));
        } else {
            console()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "Built %s: %s, %.1f million parameters as %s, %.1f MB, in %.1f s%n",
                            target,
                            manifest.architecture(),
                            manifest.parameters() / 1e6,
                            weights.toLowerCase(Locale.ROOT),
                            bytes / 1e6,
                            milliseconds / 1e3);
        }
    }
}
