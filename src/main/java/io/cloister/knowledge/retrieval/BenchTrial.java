package io.cloister.knowledge.retrieval;

import com.pgvector.PGhalfvec;
import io.cloister.access.Permissions;
import io.cloister.access.PersonId;
import io.cloister.inference.TextEmbedding;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.SearchRequest;
import io.cloister.knowledge.lexical.WordSearch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks a filled house. Each question is embedded by the real models, for the time that takes, and is then given a vector
 * near that of a passage, since those of the passages are made up.
 */
final class BenchTrial {

    private static final int WARM_UP = 50;
    private static final int LIMIT = 10;
    private static final float DISTANCE = 0.4f;

    private final ApplicationContext application;
    private final InstantSource clock;
    private final List<EmbeddingSpace> spaces;
    private final Map<String, Long> targets = new HashMap<>();
    private final HybridSearch search;

    BenchTrial(ApplicationContext application, InstantSource clock, List<EmbeddingSpace> spaces) {
        this.application = application;
        this.clock = clock;
        this.spaces = spaces;
        TextEmbedding.Models real = application.getBean(TextEmbedding.Models.class);
        this.search = new HybridSearch(
                application.getBean(Permissions.class),
                application.getBean(WordSearch.class),
                application.getBean(EmbeddingSpaces.class),
                new Meaning(id -> new Planted(
                        real.get(id),
                        spaces.stream()
                                .filter(space -> space.model().equals(id))
                                .findFirst()
                                .orElseThrow())),
                application.getBean(NearestVectors.class),
                application.getBean(PassageRows.class),
                application.getBean(Abbreviations.class));
    }

    /** @param first number of the first passage that the reader may read */
    Map<String, Object> ask(
            String name, PersonId reader, Set<CollectionId> readable, long first, long passages, int questions) {
        List<Double> milliseconds = new ArrayList<>();
        for (int number = -WARM_UP; number < questions; number++) {
            String question = BenchCorpus.question(number + WARM_UP);
            targets.put(question, first + Math.floorMod(number * 7919L, passages));
            Instant begun = clock.instant();
            BenchReader.as(
                    reader,
                    () -> transaction()
                            .execute(status -> search.search(reader, SearchRequest.of(question, Set.of(), LIMIT))));
            if (number >= 0) {
                milliseconds.add(Duration.between(begun, clock.instant()).toNanos() / 1e6);
            }
        }
        List<Double> sorted = milliseconds.stream().sorted().toList();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("reader", name);
        report.put("permitted", passages);
        report.put("query_ms_p50", sorted.get(sorted.size() / 2));
        report.put("query_ms_p95", sorted.get((int) (sorted.size() * 0.95)));
        report.put("recall@10", recall(reader, readable, passages, questions));
        return report;
    }

    /** Share of the ten truly nearest that the product's way of searching finds, over all spaces. */
    private double recall(PersonId reader, Set<CollectionId> readable, long passages, int questions) {
        NearestVectors nearest = application.getBean(NearestVectors.class);
        VectorTable table = application.getBean(VectorTable.class);
        double found = 0;
        int asked = Math.min(questions, 50);
        for (int number = 0; number < asked; number++) {
            for (EmbeddingSpace space : spaces) {
                long target = Objects.requireNonNull(targets.get(BenchCorpus.question(number + WARM_UP)));
                var vector = new PGhalfvec(BenchCorpus.near(space.id(), target, DISTANCE));
                var query = new VectorTable.Query(space, vector, readable, null, Fusion.DEPTH);
                found += BenchReader.as(
                        reader,
                        () -> transaction().execute(status -> {
                            Set<UUID> truth = first(table.exact(query));
                            Set<UUID> brought = first(nearest.find(query, passages));
                            return (double) truth.stream()
                                            .filter(brought::contains)
                                            .count()
                                    / truth.size();
                        }));
            }
        }
        return found / asked / spaces.size();
    }

    private static Set<UUID> first(Map<UUID, Double> list) {
        return list.keySet().stream().limit(LIMIT).collect(Collectors.toSet());
    }

    private TransactionTemplate transaction() {
        return application.getBean(TransactionTemplate.class);
    }

    private final class Planted implements TextEmbedding {

        private final TextEmbedding real;
        private final EmbeddingSpace space;

        Planted(TextEmbedding real, EmbeddingSpace space) {
            this.real = real;
            this.space = space;
        }

        @Override
        public int dimensions() {
            return real.dimensions();
        }

        @Override
        public int countTokens(String text) {
            return real.countTokens(text);
        }

        @Override
        public float[] embedQuery(String question) {
            float[] embedded = real.embedQuery(question);
            Long target = targets.get(question);
            return target == null ? embedded : BenchCorpus.near(space.id(), target, DISTANCE);
        }

        @Override
        public List<float[]> embedPassages(List<String> passages) {
            return real.embedPassages(passages);
        }
    }
}
