package io.cloister.knowledge.retrieval;

import io.cloister.access.PersonId;
import io.cloister.knowledge.CollectionId;
import io.cloister.platform.Console;
import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.TemporaryInstallation;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures how long searches take in a large house, for readers of all of it, of a department, and of very little. */
@Command(name = "retrieval", description = "Measures searches among many passages of many departments")
public final class BenchRetrievalCommand implements ConsoleCommand {

    private static final int TINY = 20;

    private final InstantSource clock = Clock.systemUTC();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--chunks",
            split = ",",
            defaultValue = "100000,1000000",
            description = "sizes of the house in passages")
    private List<Integer> sizes = List.of();

    @Option(names = "--departments", defaultValue = "50", description = "that share them evenly; one more has 20")
    private int departments = 50;

    @Option(names = "--queries", defaultValue = "200", description = "questions of each reader")
    private int queries = 200;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Override
    public String group() {
        return "bench";
    }

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        if (departments < 1 || queries < 1 || sizes.stream().anyMatch(size -> size < departments)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--departments and --queries are at least 1, and --chunks at least --departments; give other numbers");
        }
        List<Map<String, Object>> runs = new ArrayList<>();
        for (int size : sizes) {
            try (TemporaryInstallation installation = TemporaryInstallation.start(Console.of(command))) {
                runs.add(run(
                        installation.application(), size, command.commandLine().getErr()));
            }
        }
        print(command.commandLine().getOut(), Map.of("runs", runs));
        return 0;
    }

    private Map<String, Object> run(ApplicationContext application, int size, PrintWriter progress) throws Exception {
        List<EmbeddingSpace> spaces = application.getBean(EmbeddingSpaces.class).active();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("chunks", size);
        report.put("departments", departments);
        try (BenchHouse house = new BenchHouse(application)) {
            List<BenchHouse.Department> filled = new ArrayList<>();
            for (int number = 0; number < departments; number++) {
                filled.add(house.department(number, size / departments));
            }
            BenchHouse.Department tiny = house.department(departments, TINY);
            filled.add(tiny);
            PersonId everywhere = house.wholeHouse(filled);
            report.put("texts_s", timed(progress, "texts", () -> house.texts(filled)));
            for (EmbeddingSpace space : spaces) {
                report.put(
                        "vectors_" + space.id() + "_s",
                        timed(progress, "vectors " + space.id(), () -> house.vectors(filled, space)));
                report.put(
                        "vector_index_" + space.id() + "_s",
                        timed(progress, "index " + space.id(), () -> house.vectorIndex(space)));
                report.put(
                        "vector_index_" + space.id() + "_mb",
                        house.bytes(
                                "pg_relation_size('knowledge.chunk_vector_%d_nearest') >> 20".formatted(space.id())));
            }
            report.put("word_index_s", timed(progress, "words", () -> house.words(filled)));
            report.put("word_index_mb", house.bytes("pg_total_relation_size('knowledge.word_index_part') >> 20"));
            report.put("database_mb", house.bytes("pg_database_size(current_database()) >> 20"));
            BenchTrial trial = new BenchTrial(application, clock, spaces);
            BenchHouse.Department own = filled.getFirst();
            progress.println("questions");
            report.put(
                    "readers",
                    List.of(
                            trial.ask(
                                    "own-department",
                                    own.manager(),
                                    Set.of(own.collection()),
                                    0,
                                    own.passages(),
                                    queries),
                            trial.ask(
                                    "tiny-department",
                                    tiny.manager(),
                                    Set.of(tiny.collection()),
                                    (long) departments * own.passages(),
                                    TINY,
                                    queries),
                            trial.ask("whole-house", everywhere, collections(filled), 0, size, queries)));
        }
        return report;
    }

    private static Set<CollectionId> collections(List<BenchHouse.Department> departments) {
        return departments.stream().map(BenchHouse.Department::collection).collect(Collectors.toSet());
    }

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    private double timed(PrintWriter progress, String name, Step step) throws Exception {
        progress.println(name);
        Instant begun = clock.instant();
        step.take();
        return Duration.between(begun, clock.instant()).toMillis() / 1e3;
    }

    private void print(PrintWriter out, Map<String, Object> report) {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(report));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s%n",
                    new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        out.flush();
    }
}
