package io.cloister.inference.bench;

import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.UnusableFolderException;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures writing, through the engine that serves people. */
@Command(
        name = "generate",
        description = {
            "Measures how fast the model of a folder writes, through the engine that serves people.",
            "Prompts are random tokens, other ones each time, so nothing is found in the memory of prefixes, which is on. "
                    + "The likeliest token is written; guessing ahead is off, because a model with random weights repeats itself.",
            "Medians over all repetitions, after some to warm up. prefill is prompt tokens over the time to the last text's "
                    + "first token, decode is each text's behind its first token, total is new tokens over all the time."
        })
public final class BenchGenerateCommand implements ConsoleCommand {

    private final InstantSource clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the model folder")
    private Path folder = Path.of("");

    @Option(names = "--prompt-tokens", defaultValue = "512", description = "tokens of each prompt (512)")
    private int promptTokens = 512;

    @Option(names = "--new-tokens", defaultValue = "128", description = "tokens written behind each, at least 2 (128)")
    private int newTokens = 128;

    @Option(
            names = "--concurrency",
            split = ",",
            defaultValue = "1,4,8",
            paramLabel = "N",
            description = "texts at the same time, one run each (1,4,8)")
    private List<Integer> concurrency = List.of(1, 4, 8);

    @Option(names = "--repeat", defaultValue = "5", description = "how often (5)")
    private int repeat = 5;

    @Option(names = "--threads", defaultValue = "0", description = "cores used inside a run; 0 for all")
    private int threads;

    @Option(
            names = "--warm-up",
            defaultValue = "3",
            paramLabel = "SECONDS",
            description = "before each run, at least (3)")
    private int warmUp = 3;

    @Option(
            names = "--turns",
            description = "instead: the second turn of a conversation of --prompt-tokens tokens with a question of 32, "
                    + "time to first token where the conversation is known (warm) and where it is not (cold)")
    private boolean turns;

    @Option(
            names = "--newcomer",
            description =
                    "instead: time to first token of a prompt that comes while N-1 others are written, for each N of "
                            + "--concurrency above 1, and on an idle engine; chunk_and_step is what the others wait for meanwhile")
    private boolean newcomer;

    @Option(
            names = "--contexts",
            split = ",",
            paramLabel = "N",
            description =
                    "instead: time for each token behind prompts of these lengths, bytes of weights and cache read for "
                            + "it, and the share of the bandwidth that all cores have reading memory")
    private List<Integer> contexts = List.of();

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    @Override
    public String group() {
        return "bench";
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(promptTokens >= 1 && newTokens >= 2, "--prompt-tokens is at least 1 and --new-tokens at least 2");
        require(repeat >= 1 && threads >= 0, "--repeat is at least 1 and --threads never negative");
        require(concurrency.stream().allMatch(count -> count >= 1 && count <= 64), "--concurrency goes from 1 to 64");
        require(contexts.stream().allMatch(length -> length >= 1), "--contexts are at least 1");
        require(!turns || promptTokens >= TurnRun.LEAST, "--turns needs --prompt-tokens of at least " + TurnRun.LEAST);
        require(Files.isDirectory(folder), "there is no folder %s; give the folder of a model".formatted(folder));
        try (LoadedDecoder model = load()) {
            int longest = Math.max(
                            promptTokens,
                            contexts.stream().max(Integer::compare).orElse(0))
                    + newTokens;
            require(
                    longest <= model.contextLength(),
                    "the model reads %,d tokens and %,d are wanted; give less"
                            .formatted(model.contextLength(), longest));
            int rows = concurrency.stream().max(Integer::compare).orElse(1);
            try (var engine = new BenchEngine(model, rows, longest, clock)) {
                report(new BenchPlan(
                        model, engine, folder, promptTokens, newTokens, repeat, Duration.ofSeconds(warmUp), clock));
            }
        }
        return 0;
    }

    private void report(BenchPlan plan) throws IOException, InterruptedException {
        Map<String, List<Map<String, Object>>> figures = turns || newcomer || !contexts.isEmpty()
                ? plan.special(turns, newcomer ? concurrency : List.of(), contexts)
                : plan.runs(concurrency);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(figures));
        } else {
            figures.values().forEach(rows -> FigureTable.print(out, rows));
        }
    }

    private LoadedDecoder load() {
        try {
            return LoadedDecoder.loadForTokens(folder, new OnnxSessions(threads));
        } catch (UnusableFolderException e) {
            throw e.damaged() ? new Problem(ProblemType.INVALID_INPUT, e.sentence(), e) : misuse(e.sentence());
        }
    }

    private void require(boolean condition, String sentence) {
        if (!condition) {
            throw misuse(sentence);
        }
    }

    private ParameterException misuse(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }
}
