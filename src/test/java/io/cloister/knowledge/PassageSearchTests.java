package io.cloister.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.DepartmentId;
import io.cloister.access.Permissions;
import io.cloister.access.Role;
import io.cloister.inference.TextEmbedding;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.knowledge.PassageSearch.Findings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

@KnowledgeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassageSearchTests {

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    PassageSearch search;

    @Autowired
    NearestPassages nearest;

    @Autowired
    Permissions permissions;

    @Autowired
    TextEmbedding embedding;

    @Autowired
    TransactionTemplate transaction;

    DepartmentId department = new DepartmentId(new UUID(0, 0));
    CollectionId collection = new CollectionId(new UUID(0, 0));

    @BeforeAll
    void aDepartmentAmongOthers() {
        crowd();
        department = house.department("Small");
        Member manager = house.person(department, Role.DEPARTMENT_MANAGER);
        collection =
                house.as(manager, () -> collections.create("Few", department).id());
        for (int number = 1; number <= 20; number++) {
            String text = "Rule %d: the invoice of kind %d is paid within %d days of %s."
                    .formatted(number, number, number, department.value());
            house.as(
                    manager,
                    () -> collections.upload(
                            collection, "rule.txt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void findsTheNearestOfASmallDepartmentAmongManyStrangers() {
        Findings findings = find(search, "When is the invoice of kind 13 paid?");

        assertThat(findings.candidates()).isEqualTo(20);
        assertThat(findings.passages())
                .hasSize(10)
                .allMatch(passage -> passage.department().equals(department));
        assertThat(findings.passages().getFirst().text()).startsWith("Rule 13:");
        assertThat(findings.searched()).containsExactly(collection);
    }

    @Test
    void bringsAllThereIsWhereTheIndexAloneBringsTooLittle() {
        PassageSearch indexed = new ScopedPassageSearch(permissions, embedding, nearest, indexAlways());

        assertThat(find(indexed, "zebra giraffe").passages()).hasSize(10);
    }

    @Test
    void findsThroughTheIndexWhereVeryManyArePermitted() {
        Member crowdMember = house.person(new DepartmentId(new UUID(7, 7)), Role.EMPLOYEE);
        PassageSearch indexed = new ScopedPassageSearch(permissions, embedding, nearest, indexAlways());

        Findings approximate = find(indexed, crowdMember, "anything at all", Set.of());
        Findings exact = find(search, crowdMember, "anything at all", Set.of());

        assertThat(approximate.candidates()).isEqualTo(1_500);
        assertThat(approximate.passages()).hasSize(10);
        assertThat(approximate.passages())
                .extracting(Passage::score)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(exact.passages().getFirst().score())
                .isGreaterThanOrEqualTo(approximate.passages().getFirst().score() - 1e-6);
    }

    @Test
    void passesOverCollectionsThatTheAskerMayNotRead() {
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE);

        Findings findings = find(search, stranger, "invoice", Set.of(collection));

        assertThat(findings).isEqualTo(new Findings(List.of(), Set.of(), 0));
    }

    @Test
    void asksTheDatabaseOnBehalfOfWhoeverIsSignedInWhateverIsPassed() {
        Member insider = house.person(department, Role.EMPLOYEE);
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE);

        Findings findings = house.as(stranger, () -> search.search(insider.id(), "invoice", Set.of(collection), 10));

        assertThat(findings.passages()).isEmpty();
        assertThat(findings.candidates()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "\" || true || \"",
                "$.department != 'x'",
                "a & b | !c <-> (d:*",
                "\\",
                "'\\''\\\\",
                "\u0000null\u0000",
                "{}[]@{#root}",
                "%_%",
                "💥\uFFFF\u202E",
                "   ",
                "the of and"
            })
    void takesEveryQuestionAsWordsOnly(String question) {
        Findings findings = find(search, question);

        assertThat(findings.passages()).allMatch(passage -> passage.collection().equals(collection));
    }

    private Findings find(PassageSearch with, String question) {
        return find(with, house.person(department, Role.EMPLOYEE), question, Set.of(collection));
    }

    private Findings find(PassageSearch with, Member asker, String question, Set<CollectionId> within) {
        return house.as(asker, () -> transaction.execute(status -> with.search(asker.id(), question, within, 10)));
    }

    private static KnowledgeSettings indexAlways() {
        return new KnowledgeSettings(DataSize.ofMegabytes(1), Duration.ofMinutes(1), 1, 1000, 10, 0);
    }

    /** Another department with 1,500 passages. */
    private void crowd() {
        UUID id = new UUID(7, 7);
        house.asSuperuser("""
                INSERT INTO access.department VALUES ('%1$s', 'Crowd');
                INSERT INTO access.grant_entry VALUES ('COLLECTION', '%1$s', 'DEPARTMENT', '%1$s', now());
                INSERT INTO knowledge.collection VALUES ('%1$s', 'Crowd', '%1$s', now());
                INSERT INTO knowledge.document VALUES ('%1$s', '%1$s', '%1$s', 't', 'f', 'm', 1, repeat('0', 64), null,
                    '%1$s', now());
                DROP INDEX knowledge.chunk_embedding;
                INSERT INTO knowledge.chunk
                SELECT gen_random_uuid(), '%1$s', '%1$s', '%1$s', n, null, n, n + 1, 'filler ' || n, repeat('0', 64),
                    (SELECT array_agg(random() - 0.3 + 0 * (n + d)) FROM generate_series(1, 384) AS d)::vector,
                    to_tsvector('english', 'filler ' || n)
                FROM generate_series(1, 1500) AS n;
                SET max_parallel_maintenance_workers = 0;
                SET maintenance_work_mem = '256MB';
                CREATE INDEX chunk_embedding ON knowledge.chunk USING hnsw (embedding vector_cosine_ops);
                ANALYZE knowledge.chunk
                """.formatted(id));
    }
}
