package io.cloister.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.knowledge.PassageSearch.Findings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the index of words owes to living in the database. */
@KnowledgeTest
class WordIndexTests {

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    PassageSearch search;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    DepartmentId department = new DepartmentId(new UUID(0, 0));
    Member manager = new Member(new PersonId(new UUID(0, 0)), department, Set.of());
    CollectionId collection = new CollectionId(new UUID(0, 0));

    @BeforeEach
    void aCollection() {
        department = house.department("Words");
        manager = house.person(department, Role.DEPARTMENT_MANAGER);
        collection =
                house.as(manager, () -> collections.create("Rules", department).id());
    }

    @Test
    void scoresDoNotDependOnWhatOtherDepartmentsHold() {
        upload("The turnstile opens at seven.");
        upload("The canteen opens at noon.");
        double before = byWords("turnstile").getFirst();

        DepartmentId other = house.department("Other");
        Member stranger = house.person(other, Role.DEPARTMENT_MANAGER);
        CollectionId theirs =
                house.as(stranger, () -> collections.create("Theirs", other).id());
        for (int number = 0; number < 5; number++) {
            upload(stranger, theirs, "The turnstile number " + number + " opens late.");
        }

        assertThat(byWords("turnstile")).containsExactly(before);
    }

    @Test
    void aDeletedDocumentLeavesNoWordInAnyFileOfTheIndex() {
        upload("The canteen opens at noon.");
        DocumentId secret = upload("The password of the safe is xylophonequartz.");
        assertThat(filesWith("xylophonequartz")).isPositive();

        house.as(manager, () -> {
            collections.delete(secret);
            return null;
        });

        assertThat(filesWith("xylophonequartz")).isZero();
        assertThat(byWords("canteen")).hasSize(1);
    }

    @Test
    void whatIsRolledBackIsFoundByNobodyNotEvenAfterItsOwnTransactionSawIt() {
        upload("The canteen opens at noon.");
        DocumentId kept = upload("The turnstile opens at seven.");

        assertThatThrownBy(() -> house.as(
                        manager,
                        () -> transaction.execute(status -> {
                            collections.delete(kept);
                            assertThat(find("turnstile").passages())
                                    .noneMatch(passage -> passage.document().equals(kept));
                            throw new IllegalStateException("changed its mind");
                        })))
                .hasMessage("changed its mind");

        assertThat(byWords("turnstile")).hasSize(1);
    }

    @Test
    void manyWritersOfOneCollectionAllArrive() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<DocumentId>> uploads = IntStream.range(0, 24)
                    .<Callable<DocumentId>>mapToObj(number -> () -> upload("Gate wordnumber" + number + " opens."))
                    .toList();
            for (Future<DocumentId> upload : threads.invokeAll(uploads)) {
                upload.get();
            }
        }

        for (int number = 0; number < 24; number++) {
            assertThat(byWords("wordnumber" + number)).hasSize(1);
        }
    }

    @Test
    void aPhraseInQuotationMarksCountsMoreThanItsScatteredWords() {
        upload("The red key is kept by the night watch, and the room of the key is red.");
        DocumentId phrase = upload("The night porter keeps the master key of every room.");
        upload("Every key has a master, and the master of the key is the porter.");

        assertThat(find("\"master key\"").passages().getFirst().document()).isEqualTo(phrase);
    }

    @Test
    void aWordThatOccursNowhereIsReplacedByTheMostSimilarOneAndThatIsTold() {
        upload("The turnstile opens at seven.");

        Findings found = find("turnstlie");

        assertThat(found.notices()).containsExactly(new SearchNotice.Corrected("turnstlie", "turnstile"));
        assertThat(found.passages()).hasSize(1);
        assertThat(words(found.passages().getFirst())).hasSize(1);
    }

    @Test
    void germanWordsAreFoundInTheirOtherForms() {
        upload(
                "Die Besuchszeiten der Station enden um neunzehn Uhr. Danach werden die Türen der Häuser verschlossen und die"
                        + " Besucherinnen und Besucher gebeten, das Krankenhaus zu verlassen.");

        assertThat(byWords("Haus")).hasSize(1);
    }

    @Test
    void aQuestionOfTenThousandCharactersIsAnsweredByItsBeginning() {
        upload("The turnstile opens at seven.");

        assertThat(byWords("turnstile " + "word ".repeat(2_000))).hasSize(1);
    }

    private List<Double> byWords(String question) {
        return find(question).passages().stream()
                .flatMap(passage -> words(passage).stream())
                .toList();
    }

    /** Its score by words, if it has one. */
    private static List<Double> words(Passage passage) {
        Passage.Found found = passage.found();
        Why.ByWords words = found == null ? null : found.why().words();
        return words == null ? List.of() : List.of(words.score());
    }

    private Findings find(String question) {
        var request = new SearchRequest(question, Set.of(collection), SearchFilter.NONE, 10, SearchMode.KEYWORD);
        return house.as(manager, () -> transaction.execute(status -> search.search(manager.id(), request)));
    }

    private DocumentId upload(String text) {
        return upload(manager, collection, text);
    }

    private DocumentId upload(Member by, CollectionId into, String text) {
        return house.as(
                by,
                () -> collections
                        .upload(into, "rule.txt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                        .id());
    }

    /** Lucene writes words with their shared beginnings cut off, so the end of a word is looked for. */
    private long filesWith(String word) {
        String end = word.substring(2);
        return house.as(
                manager,
                () -> transaction.execute(status -> jdbc.sql("""
                        SELECT count(*) FROM knowledge.word_index_part
                        WHERE collection_id = :collection AND position(CAST(:word AS bytea) IN content) > 0
                        """)
                        .param("collection", collection.value())
                        .param("word", end.getBytes(StandardCharsets.US_ASCII))
                        .query(Long.class)
                        .single()));
    }
}
