package io.cloister.knowledge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.pgvector.PGhalfvec;
import io.cloister.access.PersonId;
import io.cloister.inference.TextEmbedding;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch;
import io.cloister.knowledge.SearchRequest;
import io.cloister.knowledge.lexical.WordHits;
import io.cloister.knowledge.lexical.WordScoring;
import io.cloister.knowledge.lexical.WordSearch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Fifty departments, one of them with 20 of 50,000 passages: each finds all of its own, and nothing else. */
@SpringBootTest
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FilteredRetrievalTests {

    private static final int DEPARTMENTS = 49;
    private static final int PASSAGES = 1020;
    private static final int TINY = 20;
    private static final int DIMENSIONS = 32;
    private static final int QUESTIONS = 100;
    private static final int LIMIT = 10;
    private static final float DISTANCE = 0.4f;

    @Autowired
    ApplicationContext application;

    @Autowired
    PassageSearch search;

    @Autowired
    WordSearch words;

    @Autowired
    VectorTable vectors;

    @Autowired
    EmbeddingSpaces spaces;

    @Autowired
    TransactionTemplate transaction;

    /** Questions lie near passages of any department: off-topic for nearly all. */
    @TestBean
    TextEmbedding.Models models = models();

    final List<BenchHouse.Department> departments = new ArrayList<>();
    PersonId everywhere = new PersonId(new UUID(0, 0));

    static TextEmbedding.Models models() {
        return id -> new Planted();
    }

    private record Planted() implements TextEmbedding {
        @Override
        public int dimensions() {
            return DIMENSIONS;
        }

        @Override
        public int countTokens(String text) {
            return text.length() / 4;
        }

        @Override
        public float[] embedQuery(String question) {
            return vector(Math.floorMod(question.hashCode(), DEPARTMENTS * PASSAGES), DISTANCE);
        }

        @Override
        public List<float[]> embedPassages(List<String> passages) {
            return passages.stream().map(this::embedQuery).toList();
        }
    }

    @BeforeAll
    void aHouseOfManyDepartments() throws SQLException, IOException {
        try (BenchHouse house = new BenchHouse(application);
                Connection owner = owner()) {
            run(owner, """
                    DELETE FROM knowledge.embedding_space;
                    SELECT knowledge.add_space(gen_random_uuid(), %d, 0.65, 'ACTIVE')
                    """.formatted(DIMENSIONS));
            for (int number = 0; number < DEPARTMENTS; number++) {
                departments.add(house.department(number, PASSAGES));
            }
            departments.add(house.department(DEPARTMENTS, TINY));
            everywhere = house.wholeHouse(departments);
            house.texts(departments);
            fillVectors(owner);
            house.vectorIndex(space());
            house.words(departments);
        }
    }

    private void fillVectors(Connection owner) throws SQLException, IOException {
        EmbeddingSpace space = space();
        run(owner, "DROP INDEX knowledge.chunk_vector_%d_nearest".formatted(space.id()));
        try (BinaryCopy copy = new BinaryCopy(
                owner, "knowledge.chunk_vector (chunk_id, space, collection_id, department_id, embedding)")) {
            long number = 0;
            for (BenchHouse.Department department : departments) {
                for (int within = 0; within < department.passages(); within++, number++) {
                    copy.row(
                            BenchHouse.passage(number),
                            space.id(),
                            department.collection().value(),
                            department.id().value(),
                            vector(number, 0));
                }
            }
        }
    }

    @Test
    @Order(1)
    void bringsTenPassagesToEveryReaderOfWhatTheyMayRead() {
        everyReaderIsBroughtTen();
        assertThat(recall()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    @Order(2)
    void showsNoVectorsOrWordsOfOthersWhateverIdsArePassed() {
        BenchHouse.Department tiny = departments.getLast();
        var query = query(7, collections());
        Set<UUID> foreign =
                LongStream.range(0, 50).mapToObj(BenchHouse::passage).collect(Collectors.toSet());
        Set<UUID> own = LongStream.range(DEPARTMENTS * PASSAGES, DEPARTMENTS * PASSAGES + TINY)
                .mapToObj(BenchHouse::passage)
                .collect(Collectors.toSet());

        assertThat(as(tiny.manager(), () -> vectors.exact(query))).containsOnlyKeys(own);
        assertThat(own)
                .containsAll(
                        as(tiny.manager(), () -> vectors.approximate(query)).keySet());
        assertThat(as(tiny.manager(), () -> vectors.compare(query.space(), query.vector(), foreign)))
                .isEmpty();
        WordHits hits = as(
                tiny.manager(),
                () -> words.search(collections(), BenchCorpus.passage(7), WordScoring.DEFAULT, null, QUESTIONS));
        assertThat(hits.passages()).isEqualTo(TINY);
        assertThat(own).containsAll(hits.scores().keySet());
    }

    @Test
    @Order(3)
    void staysCompleteAfterAFifthIsDeleted() throws SQLException {
        try (Connection owner = owner()) {
            run(owner, "DELETE FROM knowledge.chunk WHERE ordinal % 5 = 0");
            run(owner, "VACUUM ANALYZE knowledge.chunk_vector");
        }

        everyReaderIsBroughtTen();
        assertThat(recall()).isGreaterThanOrEqualTo(0.95);
    }

    private void everyReaderIsBroughtTen() {
        BenchHouse.Department own = departments.getFirst();
        BenchHouse.Department tiny = departments.getLast();
        for (int number = 0; number < QUESTIONS; number++) {
            String question = BenchCorpus.question(number);
            assertThat(find(own.manager(), question))
                    .hasSize(LIMIT)
                    .allMatch(passage -> passage.department().equals(own.id()));
            assertThat(find(tiny.manager(), question))
                    .hasSize(LIMIT)
                    .allMatch(passage -> passage.department().equals(tiny.id()));
            assertThat(find(everywhere, question)).hasSize(LIMIT);
        }
    }

    /** Share of the ten truly nearest that the index of neighbours brings to somebody who may read everything. */
    private double recall() {
        double found = 0;
        for (int number = 0; number < QUESTIONS; number++) {
            var query = query(number * 499L, collections());
            Set<UUID> nearest = first(as(everywhere, () -> vectors.exact(query)));
            nearest.retainAll(first(as(everywhere, () -> vectors.approximate(query))));
            found += nearest.size() / (double) LIMIT;
        }
        return found / QUESTIONS;
    }

    private static Set<UUID> first(Map<UUID, Double> list) {
        return list.keySet().stream().limit(LIMIT).collect(Collectors.toSet());
    }

    private List<Passage> find(PersonId asker, String question) {
        return as(asker, () -> search.search(asker, SearchRequest.of(question, Set.of(), LIMIT)))
                .passages();
    }

    private VectorTable.Query query(long target, Set<CollectionId> within) {
        return new VectorTable.Query(space(), new PGhalfvec(vector(target, DISTANCE)), within, null, Fusion.DEPTH);
    }

    private Set<CollectionId> collections() {
        return departments.stream().map(BenchHouse.Department::collection).collect(Collectors.toSet());
    }

    private EmbeddingSpace space() {
        return spaces.active().getFirst();
    }

    private static float[] vector(long number, float distance) {
        return Arrays.copyOf(BenchCorpus.near(1, number, distance), DIMENSIONS);
    }

    private <T> T as(PersonId person, Supplier<T> act) {
        return BenchReader.as(person, () -> transaction.execute(status -> act.get()));
    }

    private Connection owner() throws SQLException {
        var details = application.getBean(FlywayConnectionDetails.class);
        return DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
