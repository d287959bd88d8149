package io.cloister.knowledge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.Passage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiversityTests {

    private static final DocumentId CONTRACT = new DocumentId(new UUID(0, 1));
    private static final DocumentId OTHER_CONTRACT = new DocumentId(new UUID(0, 2));
    private static final String CLAUSE = "Each side may end this agreement with a notice of ninety days in writing.";

    @Test
    void passesOverWhatABetterPassageOfTheDocumentSaysAlready() {
        var first = row(CONTRACT, CLAUSE);
        var copy = row(CONTRACT, "EACH SIDE may end this agreement, with a notice of ninety days in writing!");
        var different = row(CONTRACT, "The rent is paid on the first of each month.");

        assertThat(Diversity.distinct(List.of(first, copy, different), 10)).containsExactly(first, different);
    }

    @Test
    void keepsTheSameWordsOfTwoDocuments() {
        var one = row(CONTRACT, CLAUSE);
        var other = row(OTHER_CONTRACT, CLAUSE);

        assertThat(Diversity.distinct(List.of(one, other), 10)).containsExactly(one, other);
    }

    @Test
    void keepsPassagesThatShareLessThanMostOfTheirWords() {
        var one = row(CONTRACT, CLAUSE);
        var longer = row(CONTRACT, CLAUSE + " It ends at once where the other side is in breach.");

        assertThat(Diversity.distinct(List.of(one, longer), 10)).hasSize(2);
    }

    @Test
    void fillsTheLimitFromWhatComesAfterTheCopies() {
        var first = row(CONTRACT, CLAUSE);
        var last = row(CONTRACT, "Disputes go to the court of the capital.");

        assertThat(Diversity.distinct(List.of(first, row(CONTRACT, CLAUSE), row(CONTRACT, CLAUSE), last), 2))
                .containsExactly(first, last);
    }

    private static PassageRows.Row row(DocumentId document, String text) {
        var passage = new Passage(
                UUID.randomUUID(),
                document,
                new CollectionId(new UUID(0, 3)),
                new DepartmentId(new UUID(0, 4)),
                "Contract",
                null,
                0,
                text.length(),
                List.of(),
                text,
                "",
                null);
        return new PassageRows.Row(passage, "en", null);
    }
}
