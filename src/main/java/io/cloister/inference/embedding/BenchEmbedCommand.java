package io.cloister.inference.embedding;

import io.cloister.inference.bench.BenchReport;
import io.cloister.inference.bench.Figures;
import io.cloister.inference.bench.ProcessMemory;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how many texts a second an embedding model reads, all handed in at once, through the house's scheduler. */
@Command(name = "embed", description = "Measures an embedding model")
public final class BenchEmbedCommand implements ConsoleCommand {

    private static final int CALLERS = 64;
    private static final int TOKENS_PER_RUN = 512;

    private final InstantSource clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "model folder; else the built-in model")
    private @Nullable Path folder;

    @Option(names = "--corpus", description = "texts, one {\"text\"} a line; else generated ones of mixed lengths")
    private @Nullable Path corpus;

    @Option(names = "--texts", defaultValue = "500", description = "how many, 500 where nothing is said")
    private int texts = 500;

    @Option(names = "--repeat", defaultValue = "5", description = "how often, 5 where nothing is said")
    private int repeat = 5;

    @Option(names = "--threads", defaultValue = "0", description = "cores to use; 0, all, where nothing is said")
    private int threads;

    @Option(names = "--vectors", description = "file that the vectors are written to, one JSON array a line")
    private @Nullable Path vectors;

    @Option(names = "--stored-weights", description = "do not bring 32-bit weights to 8 bits")
    private boolean stored;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public String group() {
        return "bench";
    }

    @Override
    public Integer call() throws IOException {
        if (repeat < 1 || texts < 1 || threads < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--repeat and --texts are at least 1 and --threads is never negative; give other numbers");
        }
        var sessions = new OnnxSessions(threads);
        try (var scheduler = new EncoderScheduler(sessions.cores(), CALLERS, TOKENS_PER_RUN)) {
            measure(
                    model(new EncoderRuntime(sessions, scheduler, !stored)),
                    BenchTexts.of(corpus, texts),
                    sessions.cores());
        }
        return 0;
    }

    private SentenceEmbedding model(EncoderRuntime runtime) {
        if (folder == null) {
            return BuiltInEncoder.BGE_SMALL.load(runtime, "");
        }
        try {
            return EmbeddingFolder.load(new EncoderFolder(folder), runtime);
        } catch (UnusableEncoderException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        }
    }

    private void measure(SentenceEmbedding model, List<String> read, int cores) throws IOException {
        List<Double> seconds = new ArrayList<>();
        // The first round warms up.
        List<float[]> result = model.embedPassages(read);
        for (int round = 0; round < repeat; round++) {
            Instant start = clock.instant();
            result = model.embedPassages(read);
            seconds.add(Duration.between(start, clock.instant()).toNanos() / 1e9);
        }
        if (vectors != null) {
            BenchTexts.write(result, vectors);
        }
        long tokens =
                read.stream().mapToLong(text -> model.input(text).length()).sum();
        double median = Figures.median(seconds);
        var document = new LinkedHashMap<String, Object>();
        document.put("texts", read.size());
        document.put("tokens", tokens);
        document.put("dimensions", model.dimensions());
        document.put("texts_per_s", read.size() / median);
        document.put("tokens_per_s", tokens / median);
        document.put("cores", cores);
        document.put("peak_rss_mb", ProcessMemory.peakMegabytes());
        document.put("repeat", repeat);
        BenchReport.print(Objects.requireNonNull(spec).commandLine().getOut(), json, document);
    }
}
