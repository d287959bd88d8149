package io.cloister.knowledge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.access.DepartmentId;
import io.cloister.access.Role;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.Outcome;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.KnowledgeHouse;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.knowledge.KnowledgeTest;
import io.cloister.knowledge.PassageSearch;
import io.cloister.knowledge.SearchRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Wherever the work on a file breaks off, nobody finds a part of it, and it can be done again from the start. */
@KnowledgeTest
class IntakeFaultTests {

    private static final String REFUSE = "RAISE EXCEPTION 'a fault'";
    private static final String CUT_THE_LINE = "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW";

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    DocumentIntake intake;

    @Autowired
    PassageSearch search;

    @Autowired
    TransactionTemplate transaction;

    enum Fault {
        WHILE_PROGRESS_IS_WRITTEN("UPDATE", "intake", "NEW.state = 'EMBEDDING'", REFUSE),
        AT_THE_DOCUMENT("INSERT", "document", "true", REFUSE),
        BETWEEN_TWO_PASSAGES("INSERT", "chunk", "NEW.ordinal = 2", REFUSE),
        AT_THE_VECTORS("INSERT", "chunk_vector", "true", REFUSE),
        AT_THE_WORDS("INSERT", "word_index_part", "true", REFUSE),
        OF_THE_CONNECTION("INSERT", "chunk", "NEW.ordinal = 1", CUT_THE_LINE),
        OF_THE_TRAIL("INSERT", "chunk", "false", REFUSE);

        private final String trigger;

        Fault(String event, String table, String condition, String effect) {
            this.trigger = """
                    CREATE OR REPLACE FUNCTION public.fault() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN %s; END $$;
                    CREATE TRIGGER fault BEFORE %s ON knowledge.%s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION public.fault()
                    """.formatted(effect, event, table, condition);
        }
    }

    @AfterEach
    void mend() {
        house.breakTrailFor(null);
        house.asSuperuser("DROP FUNCTION IF EXISTS public.fault() CASCADE");
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAFileIsFoundBeforeAllOfItIs(Fault fault) {
        DepartmentId department = house.department("Cardiology");
        Member manager = house.person(department, Role.DEPARTMENT_MANAGER);
        CollectionId collection = house.as(
                manager, () -> collections.create("Guidelines", department).id());
        house.asSuperuser(fault.trigger);
        house.breakTrailFor(fault == Fault.OF_THE_TRAIL ? "doc.upload" : null);

        DocumentId file = house.as(
                manager,
                () -> collections.submit(
                        collection, NewDocument.of("canary.md", new ByteArrayInputStream(longText()))));

        await().until(() -> {
            assertThat(found(manager, collection)).isZero();
            assertThat(house.as(manager, () -> collections.documents(collection)))
                    .isEmpty();
            return house.as(manager, () -> intake.find(file))
                    .filter(one -> one.state() == IntakeState.FAILED)
                    .isPresent();
        });
        assertThat(found(manager, collection)).isZero();
        assertThat(rowsOf(file, collection)).isZero();
        assertThat(house.actsOn(file.value()).getLast())
                .extracting(AuditEntry::action, AuditEntry::outcome, AuditEntry::reason)
                .containsExactly("doc.upload", Outcome.FAILURE, "error");

        mend();
        house.as(manager, () -> intake.retry(file));
        assertThat(house.as(manager, () -> intake.await(file)).passages()).isGreaterThan(3);
        assertThat(found(manager, collection)).isPositive();
    }

    private int found(Member reader, CollectionId collection) {
        return house.as(
                reader,
                () -> transaction.execute(_ -> search.search(
                                reader.id(), SearchRequest.of("What does the canary sing?", Set.of(collection), 10))
                        .passages()
                        .size()));
    }

    private long rowsOf(DocumentId file, CollectionId collection) {
        try (var connection = house.superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM knowledge.document WHERE id = '%1$s')
                             + (SELECT count(*) FROM knowledge.chunk WHERE document_id = '%1$s')
                             + (SELECT count(*) FROM knowledge.chunk_vector WHERE collection_id = '%2$s')
                             + (SELECT count(*) FROM knowledge.word_index_file WHERE collection_id = '%2$s')
                        """.formatted(file.value(), collection.value()))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] longText() {
        return IntStream.range(0, 120)
                .mapToObj(
                        number -> "Paragraph %d: the canary sings in the mine until the air is bad.".formatted(number))
                .collect(Collectors.joining("\n\n", "# Canaries\n\n", ""))
                .getBytes(StandardCharsets.UTF_8);
    }
}
