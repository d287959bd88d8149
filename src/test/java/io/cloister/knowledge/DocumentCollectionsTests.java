package io.cloister.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.audit.Outcome;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@KnowledgeTest
class DocumentCollectionsTests {

    private static final String TEXT = "Patients are seen within 7 days of discharge.";

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    DataDirectory data;

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
    void mendTheTrail() {
        house.breakTrailFor(null);
    }

    @Test
    void keepsWhatWasUploadedAndRecordsEveryReading() throws IOException {
        DocumentSummary document = upload("follow-up.md", "# Follow-up\n\n" + TEXT);
        Member colleague = house.person(cardiology, Role.EMPLOYEE);

        assertThat(house.as(colleague, () -> collections.documents(guidelines))).containsExactly(document);
        assertThat(house.as(colleague, () -> collections.passages(document.id())))
                .extracting(Passage::title, Passage::text, Passage::start, Passage::page)
                .containsExactly(tuple("Follow-up", "Follow-up\n\n" + TEXT, 0, null));
        assertThat(house.as(colleague, () -> collections.original(document.id()))
                        .content()
                        .getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo("# Follow-up\n\n" + TEXT);
        assertThat(house.actsOn(document.id().value()))
                .extracting(AuditEntry::action, AuditEntry::outcome)
                .containsExactly(
                        tuple("doc.submit", Outcome.SUCCESS),
                        tuple("doc.upload", Outcome.SUCCESS),
                        tuple("doc.read", Outcome.SUCCESS),
                        tuple("doc.read", Outcome.SUCCESS));
        assertThat(house.actsOn(document.id().value()).get(1).fields())
                .containsEntry(AuditField.FILE_BYTES, document.bytes())
                .containsEntry(AuditField.FILE_TYPE, "text/markdown");
    }

    @Test
    void storesOriginalsSoThatNobodyReadsThemFromTheDisk() throws IOException {
        DocumentSummary document = upload("secret.txt", TEXT);

        byte[] stored = Files.readAllBytes(fileOf(document.id()));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("discharge");
        assertThat(Files.getPosixFilePermissions(data.keys().resolve("documents.key")))
                .hasSize(2);
    }

    @Test
    void tellsAnOriginalThatWasChangedOnTheDisk() throws IOException {
        DocumentSummary document = upload("changed.txt", TEXT);
        byte[] stored = Files.readAllBytes(fileOf(document.id()));
        stored[stored.length - 20] ^= 1;
        Files.write(fileOf(document.id()), stored);

        assertProblem(() -> collections.original(document.id()), ProblemType.INTERNAL);
        assertThat(house.actsOn(document.id().value()).getLast().outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void takesTheSameContentOnce() {
        upload("one.txt", TEXT);

        assertRefused("two.txt", TEXT.getBytes(StandardCharsets.UTF_8), ProblemType.CONFLICT, "duplicate");
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused("empty.pdf", new byte[0], ProblemType.INVALID_INPUT, "empty");
    }

    @Test
    void refusesAFileAboveTheLimit() {
        assertRefused("large.txt", new byte[1024 * 1024 + 1], ProblemType.TOO_LARGE, "too-large");
    }

    @Test
    void recordsWhyAFileCouldNotBeRead() {
        assertProblem(
                () -> collections.upload(guidelines, "broken.docx", new ByteArrayInputStream(new byte[] {0, 1, 2, 3})),
                ProblemType.INVALID_INPUT);
        assertThat(house.actsOf("doc.upload").getLast())
                .extracting(AuditEntry::outcome, AuditEntry::reason, AuditEntry::targetType)
                .containsExactly(Outcome.FAILURE, "broken", "document");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "a/b\\c.txt", "\u202Etxt.exe", "", "'; DROP TABLE x; --", "💥.txt"})
    void usesFileNamesForNothingButShow(String name) throws IOException {
        DocumentSummary document = house.as(
                manager,
                () -> collections.upload(
                        guidelines,
                        name,
                        new ByteArrayInputStream((TEXT + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8))));

        assertThat(document.fileName()).isNotBlank().doesNotContain("\u202E");
        assertThat(fileOf(document.id())).exists();
    }

    @Test
    void answersForForeignCollectionsAsForUnknownOnes() {
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE);
        DocumentSummary document = upload("a.txt", TEXT);
        CollectionId unknown = new CollectionId(UUID.randomUUID());

        assertThat(sentence(stranger, () -> collections.documents(guidelines)))
                .isEqualTo(sentence(stranger, () -> collections.documents(unknown)));
        assertThat(sentence(stranger, () -> collections.passages(document.id())))
                .isEqualTo(sentence(stranger, () -> collections.passages(new DocumentId(UUID.randomUUID()))));
        assertThat(house.as(stranger, () -> collections.document(document.id())))
                .isEmpty();
        assertThat(house.as(stranger, () -> collections.readable())).isEmpty();
        assertThat(house.actsOn(document.id().value()).getLast())
                .extracting(AuditEntry::action, AuditEntry::outcome)
                .containsExactly("doc.read", Outcome.DENIED);
    }

    @Test
    void letsManagersOfTheDepartmentChangeThingsAndNobodyElse() {
        DocumentSummary document = upload("a.txt", TEXT);
        Member employee = house.person(cardiology, Role.EMPLOYEE);
        Member otherManager = house.person(house.department("Legal"), Role.DEPARTMENT_MANAGER);
        house.grant(guidelines, otherManager.department());

        for (Member member : List.of(employee, otherManager)) {
            assertProblem(
                    member,
                    () -> collections.upload(guidelines, "b.txt", new ByteArrayInputStream(new byte[] {'x'})),
                    ProblemType.FORBIDDEN);
            assertProblem(member, () -> collections.create("Mine", cardiology), ProblemType.FORBIDDEN);
            assertThat(house.as(member, () -> collections.readable()))
                    .extracting(DocumentCollections.CollectionSummary::id, c -> c.manageable())
                    .contains(tuple(guidelines, false));
        }
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> house.as(employee, () -> {
                    collections.delete(document.id());
                    return document;
                }));
    }

    @Test
    void removesADocumentWithEverythingThatBelongsToIt() {
        DocumentSummary document = upload("a.txt", TEXT);

        house.as(manager, () -> {
            collections.delete(document.id());
            return document;
        });

        assertThat(fileOf(document.id())).doesNotExist();
        assertThat(house.as(manager, () -> collections.documents(guidelines))).isEmpty();
        assertThat(house.actsOn(document.id().value()).getLast().action()).isEqualTo("doc.delete");
    }

    @Test
    void keepsNothingOfAnUploadThatCannotBeRecorded() throws IOException {
        house.breakTrailFor("doc.submit");
        List<Path> before = originals();

        assertThatIllegalStateException().isThrownBy(() -> upload("a.txt", TEXT));

        assertThat(originals()).isEqualTo(before);
        assertThat(house.as(manager, () -> collections.documents(guidelines))).isEmpty();
    }

    @Test
    void showsAdministratorsTheNamesOfAllCollectionsForGranting() {
        Member admin = house.person(house.department("IT"), Role.ADMIN);

        assertThat(house.as(admin, () -> collections.forGranting()))
                .extracting(DocumentCollections.CollectionSummary::id)
                .contains(guidelines);
        assertThat(house.as(admin, () -> collections.readable())).isEmpty();
        assertThat(house.as(manager, () -> collections.forGranting())).isEmpty();
    }

    private DocumentSummary upload(String name, String text) {
        return house.as(
                manager,
                () -> collections.upload(
                        guidelines, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private void assertRefused(String name, byte[] content, ProblemType type, String reason) {
        assertProblem(() -> collections.upload(guidelines, name, new ByteArrayInputStream(content)), type);
        assertThat(house.actsOn(guidelines.value()).getLast())
                .extracting(AuditEntry::action, AuditEntry::outcome, AuditEntry::reason)
                .containsExactly("doc.upload", Outcome.FAILURE, reason);
    }

    private void assertProblem(Supplier<?> act, ProblemType type) {
        assertProblem(manager, act, type);
    }

    private void assertProblem(Member member, Supplier<?> act, ProblemType type) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> house.as(member, act))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private Map.Entry<ProblemType, String> sentence(Member member, Supplier<?> act) {
        try {
            house.as(member, act);
            throw new AssertionError("Nothing was refused");
        } catch (Problem problem) {
            assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
            return Map.entry(problem.type(), problem.sentence());
        }
    }

    private List<Path> originals() throws IOException {
        if (!Files.exists(data.documents())) {
            return List.of();
        }
        try (var files = Files.walk(data.documents())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Path fileOf(DocumentId id) {
        String name = id.value().toString();
        return data.documents().resolve(name.substring(name.length() - 2)).resolve(name + ".bin");
    }
}
