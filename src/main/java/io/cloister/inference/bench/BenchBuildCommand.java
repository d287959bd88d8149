package io.cloister.inference.bench;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures building against the least that any builder must do: read the checkpoint once and write the result once. The
 * two take turns in one process; medians are told.
 */
@Command(name = "build", description = "Measures building against reading and writing once")
public final class BenchBuildCommand implements ConsoleCommand {

    private static final int WARM_UP = 3;

    private final InstantSource clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SRC", description = "checkpoint folder")
    private Path source = Path.of("");

    @Option(names = "--weights", defaultValue = "int4", description = "fp32, fp16, int8 or int4 (default)")
    private String weights = "int4";

    @Option(names = "--repeat", defaultValue = "5", description = "how often, 5 where nothing is said")
    private int repeat = 5;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public String group() {
        return "bench";
    }

    @Override
    public Integer call() throws IOException {
        if (repeat < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--repeat is %d; give at least 1".formatted(repeat));
        }
        BuildOptions options = BuildOptions.of(WeightsType.valueOf(weights.toUpperCase(Locale.ROOT)));
        Path folder = Files.createTempDirectory("cloister-bench");
        try {
            measure(folder, options);
        } catch (UnusableCheckpointException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return 0;
    }

    private void measure(Path folder, BuildOptions options) throws IOException {
        List<Double> builds = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        long written = 0;
        // The first rounds warm up the program, whose compiler needs some, and the disk's cache.
        for (int round = -WARM_UP; round < repeat; round++) {
            Path target = folder.resolve("model-" + round);
            Instant start = clock.instant();
            ModelBuild.build(source, target, options, BuildProgress.NONE);
            Duration built = Duration.between(start, clock.instant());
            written = FileTraffic.bytes(target);
            FileSystemUtils.deleteRecursively(target);
            Duration floor = FileTraffic.readAndWrite(source, folder.resolve("copy"), written, clock);
            if (round >= 0) {
                builds.add(Figures.milliseconds(built));
                floors.add(Figures.milliseconds(floor));
            }
        }
        report(Figures.median(builds), Figures.median(floors), FileTraffic.bytes(source), written);
    }

    private void report(double build, double floor, long read, long written) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        document.put("weights", weights);
        document.put("source_bytes", read);
        document.put("result_bytes", written);
        document.put("build_ms", build);
        document.put("read_write_ms", floor);
        document.put("ratio", build / floor);
        document.put("peak_rss_mb", ProcessMemory.peakMegabytes());
        document.put("repeat", repeat);
        BenchReport.print(Objects.requireNonNull(spec).commandLine().getOut(), json, document);
    }
}
