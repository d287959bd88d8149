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
import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** What a replica keeps of an index is a copy of its rows: the same everywhere, forgotten with them, shown to nobody else. */
@KnowledgeTest
class ReplicaTests {

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    WordIndexes indexes;

    @Autowired
    WordSearch words;

    @Autowired
    IndexFileTable table;

    @Autowired
    DataDirectory data;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path elsewhere;

    Member manager = new Member(new PersonId(new UUID(0, 0)), new DepartmentId(new UUID(0, 0)), Set.of());
    CollectionId collection = new CollectionId(new UUID(0, 0));

    @BeforeEach
    void aDepartmentHasACollection() {
        manager = house.person(house.department("Words"), Role.DEPARTMENT_MANAGER);
        collection = house.as(
                manager, () -> collections.create("Texts", manager.department()).id());
    }

    @Test
    void scoresAlikeOnEveryReplica() throws IOException {
        for (int number = 0; number < 12; number++) {
            write("Leave of " + number + " days is granted" + " on request".repeat(number));
        }
        var replica = new WordSearch(new OpenIndexes(table, new FileCache(table, new DataDirectory(elsewhere))));

        WordHits there = house.as(manager, () -> transaction.execute(status -> search(replica, "leave on request 7")));

        assertThat(there).isEqualTo(find("leave on request 7"));
        assertThat(there.scores()).hasSize(12);
    }

    @Test
    void keepsNoTraceOfADeletedDocumentInAnyFile() throws SQLException {
        write("Whatever else there is stays.");
        DocumentId doomed = new DocumentId(UUID.randomUUID());
        house.as(
                manager,
                () -> transaction.execute(status -> {
                    indexes.add(collection, manager.department(), words(doomed, "Patient qx7zk9wv was seen."));
                    return 0;
                }));
        assertThat(find("qx7zk9wv").scores()).hasSize(1);
        assertThat(stored("qx7zk9wv")).isPositive();
        assertThat(cached("qx7zk9wv")).isPositive();

        house.as(
                manager,
                () -> transaction.execute(status -> {
                    indexes.remove(collection, manager.department(), doomed);
                    return 0;
                }));

        assertThat(find("qx7zk9wv").scores()).isEmpty();
        assertThat(find("whatever").scores()).hasSize(1);
        assertThat(stored("qx7zk9wv")).isZero();
        assertThat(cached("qx7zk9wv")).isZero();
    }

    @Test
    void opensNoIndexOfOthersWhateverIdsArePassed() {
        write("The scalpel is sterilised.");
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE, Role.DEPARTMENT_MANAGER);

        WordHits hits = search(stranger, Set.of(collection), "scalpel sterilized scalpell");

        assertThat(hits.scores()).isEmpty();
        assertThat(hits.passages()).isZero();
        assertThat(hits.corrections()).isEmpty();
    }

    @Test
    void fillsACacheAgainThatWasDeletedMeanwhileAndKeepsItToItself() throws IOException {
        UUID first = write("The key hangs in the porch.");
        assertThat(find("key").scores()).containsOnlyKeys(first);

        FileSystemUtils.deleteRecursively(cache());
        UUID second = write("Another key lies under the mat.");

        assertThat(find("key").scores()).containsOnlyKeys(first, second);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache())))
                .isEqualTo("rwx------");
    }

    private UUID write(String text) {
        return write(manager, collection, "en", text);
    }

    private UUID write(Member writer, CollectionId target, String language, String text) {
        UUID passage = UUID.randomUUID();
        var prepared = PreparedWords.of(
                new DocumentId(UUID.randomUUID()), language, List.of(new IndexedPassage(passage, "", text)));
        return house.as(
                writer,
                () -> transaction.execute(status -> {
                    indexes.add(target, writer.department(), prepared);
                    return passage;
                }));
    }

    private static PreparedWords words(DocumentId document, String text) {
        return PreparedWords.of(document, "en", List.of(new IndexedPassage(UUID.randomUUID(), "", text)));
    }

    private WordHits find(String question) {
        return search(manager, Set.of(collection), question);
    }

    private WordHits search(Member asker, Set<CollectionId> within, String question) {
        return house.as(
                asker,
                () -> transaction.execute(status -> words.search(within, question, WordScoring.DEFAULT, null, 100)));
    }

    private WordHits search(WordSearch replica, String question) {
        return replica.search(Set.of(collection), question, WordScoring.DEFAULT, null, 100);
    }

    private Path cache() {
        return data.root().resolve("cache").resolve("words");
    }

    /** Files of the index in the database that hold a word. */
    private long stored(String word) throws SQLException {
        try (var connection = house.superuser();
                var statement = connection.prepareStatement(
                        "SELECT count(*) FROM knowledge.word_index_part WHERE position(?::bytea IN content) > 0")) {
            statement.setBytes(1, word.getBytes(StandardCharsets.UTF_8));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Files of this collection in the cache that hold a word. */
    private long cached(String word) {
        try (var files = Files.list(cache().resolve(collection.value().toString()))) {
            return files.filter(file -> content(file).contains(word)).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
