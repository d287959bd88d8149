package io.cloister.knowledge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.Outcome;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.KnowledgeHouse;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.knowledge.KnowledgeSettings;
import io.cloister.knowledge.KnowledgeTest;
import io.cloister.knowledge.OriginalVault;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of files in the background, by processes that stop, die and share the work. */
@KnowledgeTest
class IntakeTests {

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    DocumentIntake intake;

    @Autowired
    IntakeQueue queue;

    @Autowired
    IntakeJob job;

    @Autowired
    VaultSweep sweep;

    @Autowired
    OriginalVault vault;

    @Autowired
    DataDirectory data;

    @Autowired
    DataSource database;

    @Autowired
    KnowledgeSettings knowledge;

    @Autowired
    IntakeSettings settings;

    DepartmentId cardiology = new DepartmentId(new UUID(0, 0));
    CollectionId guidelines = new CollectionId(new UUID(0, 0));
    Member manager = new Member(new PersonId(new UUID(0, 0)), cardiology, Set.of());

    @BeforeEach
    void aManagerHasACollection() {
        cardiology = house.department("Cardiology");
        manager = house.person(cardiology, Role.DEPARTMENT_MANAGER);
        guidelines = house.as(
                manager, () -> collections.create("Guidelines", cardiology).id());
    }

    @AfterEach
    void everybodyWorksAgain() {
        if (!queue.isRunning()) {
            queue.start();
        }
    }

    @Test
    void returnsAtOnceAndMakesADocumentInTheBackground() {
        queue.stop();

        DocumentId file = submit("lamps.md", "# Lamps\n\nThe yellow lamp is tested every 11 days.");

        assertThat(find(file)).map(PendingDocument::state).contains(IntakeState.QUEUED);
        assertThat(house.as(manager, () -> collections.documents(guidelines))).isEmpty();
        queue.start();
        assertThat(document(file)).extracting(DocumentSummary::title).isEqualTo("Lamps");
        assertThat(find(file)).isEmpty();
        assertThat(house.actsOn(file.value()))
                .extracting(AuditEntry::action, AuditEntry::outcome)
                .containsExactly(tuple("doc.submit", Outcome.SUCCESS), tuple("doc.upload", Outcome.SUCCESS));
    }

    @Test
    void tellsWhichDocumentHasTheSameContentWhileItIsStillOnItsWay() {
        queue.stop();
        DocumentId first = submit("first.txt", "The same words.");

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> submit("second.txt", "The same words."))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT))
                .withMessageContaining("first.txt")
                .withMessageContaining(first.value().toString());
    }

    @Test
    void takesUpWhatAKilledProcessLeftBehind() {
        queue.stop();
        DocumentId file = submit("left.txt", "Left behind in the middle of the work.");
        house.asSuperuser("UPDATE knowledge.intake SET state = 'EMBEDDING', attempts = 1 WHERE id = '%s'"
                .formatted(file.value()));
        house.asSuperuser("""
                UPDATE knowledge.job SET picked = true, picked_by = 'killed', version = version + 1,
                    last_heartbeat = now() - interval '1 hour'
                WHERE convert_from(task_data, 'UTF8') LIKE '%s%%'
                """.formatted(file.value()));

        queue.start();

        assertThat(document(file).passages()).isEqualTo(1);
        assertThat(house.actsOn(file.value())).hasSize(2);
    }

    @Test
    void givesUpAFileThatTakesTheProcessDownEachTime() {
        queue.stop();
        DocumentId file = submit("poison.txt", "Three processes died of this.");
        house.asSuperuser(
                "UPDATE knowledge.intake SET state = 'READING', attempts = 3 WHERE id = '%s'".formatted(file.value()));

        queue.start();

        assertThat(failed(file).problem()).startsWith("Reading this file was broken off 3 times");
        assertThat(house.actsOn(file.value()).getLast())
                .extracting(AuditEntry::action, AuditEntry::outcome, AuditEntry::reason)
                .containsExactly("doc.upload", Outcome.FAILURE, "interrupted");
    }

    @Test
    void aProcessThatStopsGivesTheWorkBackWithoutCountingIt() {
        queue.stop();
        DocumentId file = submit("given-back.txt", "To be read by another.");

        Optional<Instant> again = job.run(new Ticket(file, manager.id()), () -> true);

        assertThat(again).isPresent();
        assertThat(find(file))
                .hasValueSatisfying(left -> assertThat(left)
                        .extracting(PendingDocument::state, PendingDocument::attempts)
                        .containsExactly(IntakeState.QUEUED, 0));
        queue.start();
        document(file);
    }

    @Test
    void severalProcessesShareTheWorkAndDoEachPieceOnce() {
        queue.stop();
        List<DocumentId> files = IntStream.range(0, 24)
                .mapToObj(number -> submit("part-%d.txt".formatted(number), "Part %d of many.".formatted(number)))
                .toList();
        IntakeQueue other = new IntakeQueue(knowledge, settings, database, job, sweep);

        queue.start();
        other.start();
        try {
            files.forEach(file -> document(file));
        } finally {
            other.stop();
        }

        assertThat(files)
                .allSatisfy(file -> assertThat(house.actsOn(file.value()))
                        .extracting(AuditEntry::action)
                        .containsExactly("doc.submit", "doc.upload"));
    }

    @Test
    void theSameFileWorkedOnTwiceAtATimeBecomesOneDocument() {
        queue.stop();
        DocumentId file = submit("twice.txt", "A process that was believed dead goes on.");
        Ticket ticket = new Ticket(file, manager.id());

        var both = IntStream.range(0, 2)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> job.run(ticket, () -> false)))
                .toList();
        both.forEach(IntakeTests::join);

        assertThat(document(file).passages()).isEqualTo(1);
        assertThat(house.actsOn(file.value())).extracting(AuditEntry::action).containsOnlyOnce("doc.upload");
    }

    @Test
    void aPersonWhoLostTheRightMeanwhileAddsNothingAndSomebodyWhoHasItMayGoOn() {
        queue.stop();
        DocumentId file = submit("late.txt", "Handed in on the last day.");
        house.asSuperuser("DELETE FROM access.person_role WHERE person_id = '%s'"
                .formatted(manager.id().value()));
        Member successor = house.person(cardiology, Role.DEPARTMENT_MANAGER);

        queue.start();

        await().until(() -> house.as(successor, () -> intake.find(file))
                .filter(late -> late.state() == IntakeState.FAILED)
                .isPresent());
        assertThat(house.as(successor, () -> collections.document(file))).isEmpty();
        assertThat(find(file)).isEmpty();
        assertThat(house.actsOn(file.value()).getLast())
                .extracting(AuditEntry::action, AuditEntry::outcome, AuditEntry::reason)
                .containsExactly("doc.upload", Outcome.DENIED, "not-manager");

        house.as(successor, () -> intake.retry(file));
        await().until(() ->
                house.as(successor, () -> collections.document(file)).isPresent());
    }

    @Test
    void aFileThatCannotBeReadIsTriedOnceAndKeptWithItsReason() {
        DocumentId file = submit("broken.docx", "\u0000\u0001\u0002");

        PendingDocument failed = failed(file);

        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.problem()).isNotBlank();
        assertThat(house.actsOn(file.value()))
                .extracting(AuditEntry::action, AuditEntry::outcome)
                .containsExactly(tuple("doc.submit", Outcome.SUCCESS), tuple("doc.upload", Outcome.FAILURE));
    }

    @Test
    void showsFilesOnTheirWayToNobodyButThoseWhoLookAfterTheCollection() {
        queue.stop();
        DocumentId file = submit("secret.txt", "Not for readers yet.");
        Member reader = house.person(cardiology, Role.EMPLOYEE);
        Member stranger = house.person(house.department("Legal"), Role.DEPARTMENT_MANAGER);
        house.grant(guidelines, stranger.department());

        for (Member other : List.of(reader, stranger)) {
            assertThat(house.as(other, () -> intake.in(guidelines))).isEmpty();
            assertThat(house.as(other, () -> intake.find(file))).isEmpty();
            for (Runnable act : List.<Runnable>of(
                    () -> intake.retry(file), () -> intake.remove(file), () -> collections.delete(file))) {
                assertThatExceptionOfType(Problem.class)
                        .isThrownBy(() -> house.as(other, () -> {
                            act.run();
                            return other;
                        }))
                        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
            }
        }
        assertThat(house.as(manager, () -> intake.in(guidelines))).hasSize(1);
    }

    @Test
    void aFileThatIsRemovedOnItsWayLeavesNothing() {
        queue.stop();
        DocumentId file = submit("removed.txt", "Handed in by mistake.");

        house.as(manager, () -> {
            collections.delete(file);
            return file;
        });
        job.run(new Ticket(file, manager.id()), () -> false);

        assertThat(house.as(manager, () -> collections.document(file))).isEmpty();
        assertThat(original(file)).doesNotExist();
        assertThat(house.actsOn(file.value()))
                .extracting(AuditEntry::action)
                .containsExactly("doc.submit", "doc.delete");
    }

    @Test
    void sweepsOriginalsThatBelongToNothingAndKeepsAllOthers() throws IOException {
        queue.stop();
        DocumentId waiting = submit("waiting.txt", "Still on its way.");
        DocumentId vanished = new DocumentId(UUID.randomUUID());
        DocumentId recent = new DocumentId(UUID.randomUUID());
        vault.write(vanished, new byte[] {1});
        vault.write(recent, new byte[] {1});
        queue.start();
        DocumentSummary document = house.as(
                manager, () -> collections.upload(guidelines, "kept.txt", content("A document in the collection.")));
        for (DocumentId old : List.of(waiting, vanished, document.id())) {
            Files.setLastModifiedTime(original(old), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }

        sweep.sweep();

        assertThat(original(vanished)).doesNotExist();
        assertThat(original(recent)).exists();
        assertThat(original(waiting)).exists();
        assertThat(original(document.id())).exists();
    }

    private DocumentId submit(String name, String text) {
        return house.as(manager, () -> collections.submit(guidelines, NewDocument.of(name, content(text))));
    }

    private Optional<PendingDocument> find(DocumentId id) {
        return house.as(manager, () -> intake.find(id));
    }

    private DocumentSummary document(DocumentId id) {
        return house.as(manager, () -> intake.await(id));
    }

    private PendingDocument failed(DocumentId id) {
        return await().until(
                        () -> find(id),
                        file -> file.filter(one -> one.state() == IntakeState.FAILED)
                                .isPresent())
                .orElseThrow();
    }

    private Path original(DocumentId id) {
        String name = id.value().toString();
        return data.documents().resolve(name.substring(name.length() - 2)).resolve(name + ".bin");
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
