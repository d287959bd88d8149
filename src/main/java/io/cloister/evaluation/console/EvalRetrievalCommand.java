package io.cloister.evaluation.console;

import io.cloister.evaluation.scoring.PairedBootstrap;
import io.cloister.evaluation.scoring.Ranking;
import io.cloister.knowledge.SearchMode;
import io.cloister.platform.Console;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures how well the product finds, through its own ingestion and search on a database that is thrown away. */
@Command(name = "retrieval", description = "Measures how well search finds the right documents")
public final class EvalRetrievalCommand implements ConsoleCommand {

    private static final int DEPTH = 10;
    private static final int DEEP = 100;

    private final InstantSource clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "folder with corpus.jsonl, queries.jsonl and qrels.tsv")
    private Path folder = Path.of("");

    @Option(names = "--mode", defaultValue = "hybrid", description = "hybrid, vector or keyword")
    private SearchMode mode = SearchMode.HYBRID;

    @Option(names = "--compare", description = "another mode, compared question by question")
    private @Nullable SearchMode other;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public String group() {
        return "eval";
    }

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        TestCollection collection = TestCollection.read(folder);
        List<TestCollection.Entry> judged = collection.questions().stream()
                .filter(question -> collection.grades().containsKey(question.id()))
                .toList();
        if (judged.isEmpty() || collection.documents().isEmpty()) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "no question of queries.jsonl is judged in qrels.tsv; name a folder whose files belong together");
        }
        PrintWriter progress = command.commandLine().getErr();
        try (ThrowawayHouse house = new ThrowawayHouse(Console.of(command))) {
            RetrievalTrial trial = new RetrievalTrial(house, clock, progress);
            Duration ingestion = trial.bringIn(collection.documents());
            Map<String, Object> report = new LinkedHashMap<>();
            RetrievalTrial.Outcome outcome = trial.ask(judged, collection.grades(), mode);
            report.put("mode", mode.name().toLowerCase(Locale.ROOT));
            report.put("queries", judged.size());
            report.put("documents", collection.documents().size());
            putAll(report, outcome);
            report.put("ingest_docs_per_s", collection.documents().size() / (ingestion.toMillis() / 1e3));
            if (other != null) {
                report.put("compared", compared(outcome, trial.ask(judged, collection.grades(), other)));
            }
            print(command.commandLine().getOut(), report);
        }
        return 0;
    }

    private static void putAll(Map<String, Object> report, RetrievalTrial.Outcome outcome) {
        report.put("ndcg@10", mean(outcome, ranking -> ranking.ndcg(DEPTH)));
        report.put("recall@10", mean(outcome, ranking -> ranking.recall(DEPTH)));
        report.put("recall@100", mean(outcome, ranking -> ranking.recall(DEEP)));
        report.put("recall@1", mean(outcome, ranking -> ranking.recall(1)));
        report.put("mrr@10", mean(outcome, ranking -> ranking.reciprocalRank(DEPTH)));
        report.put("empty", outcome.empty());
        List<Double> sorted = outcome.milliseconds().stream().sorted().toList();
        report.put("query_ms_p50", percentile(sorted, 0.5));
        report.put("query_ms_p95", percentile(sorted, 0.95));
    }

    private Map<String, Object> compared(RetrievalTrial.Outcome one, RetrievalTrial.Outcome two) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("mode", Objects.requireNonNull(other).name().toLowerCase(Locale.ROOT));
        putAll(report, two);
        PairedBootstrap bootstrap = PairedBootstrap.of(gains(one), gains(two));
        report.put("ndcg@10_difference", bootstrap.difference());
        report.put("interval_95", List.of(bootstrap.low(), bootstrap.high()));
        report.put("share_of_draws_not_better", bootstrap.notBetter());
        return report;
    }

    private static List<Double> gains(RetrievalTrial.Outcome outcome) {
        return outcome.rankings().stream().map(ranking -> ranking.ndcg(DEPTH)).toList();
    }

    private static double mean(RetrievalTrial.Outcome outcome, ToDoubleFunction<Ranking> measure) {
        return outcome.rankings().stream().mapToDouble(measure).average().orElse(0);
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1.0, Math.floor(share * sorted.size())));
    }

    private void print(PrintWriter out, Map<String, Object> report) {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(report));
        } else {
            report.forEach((name, value) -> out.printf(
                    Locale.ROOT,
                    "%-20s %s%n",
                    name,
                    value instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : value));
        }
        out.flush();
    }
}
