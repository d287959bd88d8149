package io.cloister.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.DepartmentId;
import io.cloister.access.Role;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.knowledge.PassageSearch.Findings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

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
    TransactionTemplate transaction;

    DepartmentId department = new DepartmentId(new UUID(0, 0));
    CollectionId collection = new CollectionId(new UUID(0, 0));

    @BeforeAll
    void aDepartmentAmongOthers() {
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
        Findings findings = find("When is the invoice of kind 13 paid?");

        assertThat(findings.candidates()).isEqualTo(20);
        assertThat(findings.passages())
                .hasSize(10)
                .allMatch(passage -> passage.department().equals(department));
        assertThat(findings.passages().getFirst().text()).startsWith("Rule 13:");
        assertThat(findings.searched()).containsExactly(collection);
    }

    @Test
    void passesOverCollectionsThatTheAskerMayNotRead() {
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE);

        Findings findings = find(stranger, "invoice", Set.of(collection));

        assertThat(findings).isEqualTo(Findings.none(Set.of()));
    }

    @Test
    void asksTheDatabaseOnBehalfOfWhoeverIsSignedInWhateverIsPassed() {
        Member insider = house.person(department, Role.EMPLOYEE);
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE);

        Findings findings = house.as(
                stranger, () -> search.search(insider.id(), SearchRequest.of("invoice", Set.of(collection), 10)));

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
        Findings findings = find(question);

        assertThat(findings.passages()).allMatch(passage -> passage.collection().equals(collection));
    }

    private Findings find(String question) {
        return find(house.person(department, Role.EMPLOYEE), question, Set.of(collection));
    }

    private Findings find(Member asker, String question, Set<CollectionId> within) {
        return house.as(
                asker,
                () -> transaction.execute(status -> search.search(asker.id(), SearchRequest.of(question, within, 10))));
    }
}
