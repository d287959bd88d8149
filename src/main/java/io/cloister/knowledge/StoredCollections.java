package io.cloister.knowledge;

import com.fasterxml.uuid.Generators;
import io.cloister.access.Department;
import io.cloister.access.DepartmentId;
import io.cloister.access.Grantee;
import io.cloister.access.Grants;
import io.cloister.access.People;
import io.cloister.access.Resource;
import io.cloister.access.ResourceKind;
import io.cloister.audit.AuditEntry;
import io.cloister.knowledge.ingestion.CleanText;
import io.cloister.knowledge.intake.DocumentIntake;
import io.cloister.knowledge.intake.NewDocument;
import io.cloister.knowledge.retrieval.PassageIndex;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Collections and documents in PostgreSQL, where row-level security decides what the signed-in person sees. */
@Component
class StoredCollections implements DocumentCollections {

    private static final int LONGEST_NAME = 200;

    private final KnowledgeSettings settings;
    private final CollectionTable collections;
    private final DocumentTable documents;
    private final DocumentReading reading;
    private final DocumentIntake intake;
    private final PassageIndex index;
    private final OriginalVault vault;
    private final People people;
    private final Grants grants;
    private final KnowledgeRefusals refusals;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredCollections(
            KnowledgeSettings settings,
            CollectionTable collections,
            DocumentTable documents,
            DocumentReading reading,
            DocumentIntake intake,
            PassageIndex index,
            OriginalVault vault,
            People people,
            Grants grants,
            KnowledgeRefusals refusals,
            ApplicationEventPublisher events,
            Clock clock) {
        this.settings = settings;
        this.collections = collections;
        this.documents = documents;
        this.reading = reading;
        this.intake = intake;
        this.index = index;
        this.vault = vault;
        this.people = people;
        this.grants = grants;
        this.refusals = refusals;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<CollectionSummary> readable() {
        return summaries(CollectionTable.Row::readable);
    }

    @Override
    @Transactional(readOnly = true)
    public List<CollectionSummary> forGranting() {
        return collections.mayGrant() ? summaries(row -> true) : List.of();
    }

    @Override
    @Transactional
    public CollectionSummary create(String name, DepartmentId owner) {
        String clean = CleanText.line(name);
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new Problem(
                    ProblemType.INVALID_INPUT, "Give the collection a name of 1 to " + LONGEST_NAME + " characters.");
        }
        if (!collections.manages(owner)) {
            throw refusals.notManager("collection.create", "department", owner.value(), owner);
        }
        CollectionId id = new CollectionId(Generators.timeBasedEpochGenerator().generate());
        try {
            collections.insert(id, clean, owner, clock.instant());
        } catch (DuplicateKeyException taken) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Your department already has a collection of this name. Choose another.",
                    taken);
        }
        grants.grant(new Resource(ResourceKind.COLLECTION, id.value()), new Grantee.OfDepartment(owner));
        events.publishEvent(KnowledgeAct.of(AuditEntry.success("collection.create")
                .target("collection", id.value())
                .targetDepartment(owner.value())));
        return new CollectionSummary(id, clean, owner, departmentNames().getOrDefault(owner, ""), true);
    }

    @Override
    @Transactional(readOnly = true)
    public List<DocumentSummary> documents(CollectionId collection) {
        if (collections.find(collection).filter(CollectionTable.Row::readable).isEmpty()) {
            throw refusals.noCollection("collection.read", collection);
        }
        return documents.in(collection).stream().map(DocumentTable.Row::summary).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DocumentSummary> document(DocumentId id) {
        return documents.find(id).map(DocumentTable.Row::summary);
    }

    @Override
    public List<Passage> passages(DocumentId id) {
        return reading.passages(id);
    }

    @Override
    public Original original(DocumentId id) {
        return reading.original(id);
    }

    @Override
    public DocumentSummary upload(CollectionId collection, String fileName, InputStream content) {
        return intake.await(submit(collection, NewDocument.of(fileName, content)));
    }

    @Override
    public DocumentId submit(CollectionId collection, NewDocument file) {
        return intake.submit(collection, file);
    }

    @Override
    public long largestUpload() {
        return settings.maxUpload().toBytes();
    }

    @Override
    @Transactional
    public void delete(DocumentId id) {
        DocumentTable.Row document = documents.find(id).orElse(null);
        if (document == null) {
            intake.remove(id);
            return;
        }
        if (!document.manageable()) {
            throw refusals.notManager("doc.delete", "document", id.value(), document.department());
        }
        index.remove(document.summary().collection(), document.department(), id);
        documents.delete(id);
        vault.deleteWhenCommitted(id);
        events.publishEvent(KnowledgeAct.of(AuditEntry.success("doc.delete")
                .target("document", id.value())
                .targetDepartment(document.department().value())));
    }

    private List<CollectionSummary> summaries(Predicate<CollectionTable.Row> filter) {
        Map<DepartmentId, String> names = departmentNames();
        return collections.all().stream()
                .filter(filter)
                .map(row -> new CollectionSummary(
                        row.id(),
                        row.name(),
                        row.department(),
                        names.getOrDefault(row.department(), ""),
                        row.manageable()))
                .toList();
    }

    private Map<DepartmentId, String> departmentNames() {
        return people.departments().stream().collect(Collectors.toMap(Department::id, Department::name));
    }
}
