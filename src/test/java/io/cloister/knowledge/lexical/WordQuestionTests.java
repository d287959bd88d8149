package io.cloister.knowledge.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.KnowledgeHouse;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.knowledge.KnowledgeTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@KnowledgeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordQuestionTests {

    private static final Map<String, String> TEXTS = Map.of(
            "en", "The landlord repairs the roof before the tenants move in.",
            "de", "Die Kündigungen der Mietverträge wurden schriftlich eingereicht.",
            "fr", "Les employées déclarent leurs congés annuels au responsable.",
            "zh", "住院患者的病历保存三十年。",
            "scattered", "The force of the storm was major, and the clause on storms is in force.",
            "phrase", "Neither side is liable where force majeure keeps it from what it owes to the other one.");

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    WordIndexes indexes;

    @Autowired
    WordSearch words;

    @Autowired
    TransactionTemplate transaction;

    final Map<UUID, String> passages = new LinkedHashMap<>();
    Member manager = new Member(new PersonId(new UUID(0, 0)), new DepartmentId(new UUID(0, 0)), Set.of());
    CollectionId collection = new CollectionId(new UUID(0, 0));

    @BeforeAll
    void textsInSeveralLanguages() {
        manager = house.person(house.department("Languages"), Role.DEPARTMENT_MANAGER);
        collection = house.as(
                manager,
                () -> collections.create("All languages", manager.department()).id());
        TEXTS.forEach((name, text) -> {
            UUID passage = UUID.randomUUID();
            passages.put(passage, name);
            var prepared = PreparedWords.of(
                    new DocumentId(UUID.randomUUID()),
                    name.length() == 2 ? name : "en",
                    List.of(new IndexedPassage(passage, "", text)));
            house.as(
                    manager,
                    () -> transaction.execute(status -> {
                        indexes.add(collection, manager.department(), prepared);
                        return passage;
                    }));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "en, Which repair is due for a tenant's roof?",
        "de, Wer hat eine Kündigung des Mietvertrags eingereicht?",
        "fr, Comment déclarer un congé annuel ?",
        "zh, 病历保存多久？"
    })
    void findsEachLanguageByItsOwnWordsInOtherForms(String language, String question) {
        assertThat(names(find(question))).startsWith(language);
    }

    @Test
    void findsByWordsThatSayLittleWhereThereAreNoOthers() {
        assertThat(names(find("the of and"))).contains("en", "scattered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?!… — ;:", "\"\"", "Где хранится архив?", "ทะเบียน", "💥💥", "\"", "״שלום״"})
    void findsNothingButFailsNotByWhatHasNoWordInCommon(String question) {
        WordHits hits = find(question);

        assertThat(hits.scores()).isEmpty();
        assertThat(hits.passages()).isEqualTo(TEXTS.size());
    }

    @Test
    void takesQuestionsOfAnyLength() {
        String distinct =
                IntStream.range(0, 10_000).mapToObj(number -> "w" + number).collect(Collectors.joining(" "));
        String quoted = "\"force majeure keeps\" ".repeat(500);

        assertThat(names(find("landlord " + distinct))).startsWith("en");
        assertThat(names(find(quoted))).startsWith("phrase");
        assertThat(find("x".repeat(10_000)).scores()).isEmpty();
    }

    private List<String> names(WordHits hits) {
        return hits.scores().keySet().stream()
                .map(id -> passages.getOrDefault(id, "foreign"))
                .toList();
    }

    private WordHits find(String question) {
        return house.as(
                manager,
                () -> transaction.execute(
                        status -> words.search(Set.of(collection), question, WordScoring.DEFAULT, null, 100)));
    }
}
