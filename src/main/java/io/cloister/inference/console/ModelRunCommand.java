package io.cloister.inference.console;

import io.cloister.inference.Sampling;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.TokenPrompt;
import io.cloister.inference.decoder.UnusableFolderException;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a model folder write, without the portal. */
@Command(name = "run", description = "Writes text with the model of a folder")
public final class ModelRunCommand implements ConsoleCommand {

    private final InstantSource clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the model folder")
    private Path folder = Path.of("");

    @Option(names = "--prompt", description = "the text to continue")
    private @Nullable String prompt;

    @Option(
            names = "--token-ids",
            split = "\\s*,\\s*",
            splitSynopsisLabel = ",",
            paramLabel = "ID",
            description = "the tokens to continue: 1,2,3")
    private long @Nullable [] tokens;

    @Option(names = "--requests", description = "a file with a JSON object in each line")
    private @Nullable Path requests;

    @Option(names = "--max-new-tokens", defaultValue = "128", description = "most tokens to write")
    private int maxNewTokens;

    @Option(names = "--ignore-eos", description = "write on past the end of the text")
    private boolean ignoreEnd;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Option(names = "--logits", description = "print what followed the prompt, for each token of the vocabulary")
    private boolean logits;

    @Option(names = "--threads", defaultValue = "0", description = "cores used; 0 for all")
    private int threads;

    @Option(names = "--adapter", paramLabel = "DIR", description = "a LoRA adapter for this model")
    private @Nullable Path adapter;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    @Mixin
    private SamplingOptions options = new SamplingOptions();

    @Override
    public String group() {
        return "model";
    }

    @Override
    public Integer call() {
        try {
            run();
            return 0;
        } catch (BadUse e) {
            throw new ParameterException(console(), String.valueOf(e.getMessage()), e);
        } catch (IllegalStateException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The model failed while running (%s); see that there is enough memory, and build it again if that is not it."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private void run() {
        Sampling sampling = options.sampling();
        List<RequestLine> lines = lines();
        var watch = new Stopwatch(clock);
        try (LoadedDecoder model = load()) {
            if (adapter == null) {
                run(model, sampling, lines, watch);
                return;
            }
            try (LoadedDecoder adapted = adapted(model, adapter)) {
                run(adapted, sampling, lines, watch);
            }
        }
    }

    private void run(LoadedDecoder decoder, Sampling sampling, List<RequestLine> lines, Stopwatch watch) {
        var runner = new RequestRunner(decoder, watch.microseconds(), clock);
        var reader = new RequestReader(decoder, sampling, ignoreEnd, logits);
        List<TokenPrompt> all = lines.stream().map(reader::read).toList();
        if (json || requests != null) {
            runner.run(all, text -> console().getOut().println(text.json()));
        } else {
            show(runner, all.getFirst());
        }
    }

    private void show(RequestRunner runner, TokenPrompt request) {
        PrintWriter out = console().getOut();
        FinishedText text = runner.show(request, piece -> {
            out.print(piece);
            out.flush();
        });
        out.println();
        console().getErr().println(text.timings());
    }

    private LoadedDecoder load() {
        if (!Files.isDirectory(folder)) {
            throw new BadUse("there is no folder %s; give the folder of a model".formatted(folder));
        }
        try {
            var sessions = new OnnxSessions(threads);
            return adapter == null
                    ? LoadedDecoder.loadForTokens(folder, sessions)
                    : LoadedDecoder.loadAdaptable(folder, sessions);
        } catch (UnusableFolderException e) {
            throw refused(e);
        }
    }

    private LoadedDecoder adapted(LoadedDecoder model, Path with) {
        try {
            return model.adapted(folder, with);
        } catch (UnusableFolderException e) {
            throw refused(e);
        } catch (UnusableCheckpointException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        }
    }

    private static RuntimeException refused(UnusableFolderException e) {
        return e.damaged() ? new Problem(ProblemType.INVALID_INPUT, e.sentence(), e) : new BadUse(e.sentence());
    }

    private List<RequestLine> lines() {
        if (maxNewTokens < 0 || threads < 0) {
            throw new BadUse("--max-new-tokens and --threads are never negative; give 0 or more");
        }
        if (Stream.of(prompt, tokens, requests).filter(Objects::nonNull).count() != 1) {
            throw new BadUse("it is not clear what to continue; give one of --prompt, --token-ids and --requests");
        }
        return requests == null
                ? List.of(new RequestLine("", prompt, tokens, maxNewTokens))
                : RequestLine.read(requests, maxNewTokens);
    }

    private CommandLine console() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
