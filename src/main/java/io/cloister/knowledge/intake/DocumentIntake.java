package io.cloister.knowledge.intake;

import io.cloister.access.PersonId;
import io.cloister.audit.AuditEntry;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.CollectionTable;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.DocumentTable;
import io.cloister.knowledge.KnowledgeAct;
import io.cloister.knowledge.KnowledgeRefusals;
import io.cloister.knowledge.OriginalVault;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Files that are on their way to becoming documents, as the signed-in person may see and change them. */
@Component
public class DocumentIntake {

    /** In the trail: a file became a document, or did not. */
    static final String ACTION = "doc.upload";

    private static final Duration MOST_TO_WAIT = Duration.ofMinutes(10);

    private final CollectionTable collections;
    private final DocumentTable documents;
    private final IntakeTable table;
    private final Submission submission;
    private final RequestKeys keys;
    private final IntakeQueue queue;
    private final IntakeOutcomes outcomes;
    private final OriginalVault vault;
    private final KnowledgeRefusals refusals;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DocumentIntake(
            CollectionTable collections,
            DocumentTable documents,
            IntakeTable table,
            Submission submission,
            RequestKeys keys,
            IntakeQueue queue,
            IntakeOutcomes outcomes,
            OriginalVault vault,
            KnowledgeRefusals refusals,
            CurrentActor actor,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.collections = collections;
        this.documents = documents;
        this.table = table;
        this.submission = submission;
        this.keys = keys;
        this.queue = queue;
        this.outcomes = outcomes;
        this.vault = vault;
        this.refusals = refusals;
        this.actor = actor;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** In the order in which they were handed in; empty for those who do not look after the collection. */
    @Transactional(readOnly = true)
    public List<PendingDocument> in(CollectionId collection) {
        return table.in(collection).stream().filter(PendingDocument::manageable).toList();
    }

    @Transactional(readOnly = true)
    public Optional<PendingDocument> find(DocumentId id) {
        return table.find(id).filter(PendingDocument::manageable);
    }

    /**
     * Takes a file in and returns at once; it becomes a document in the background.
     *
     * @throws Problem {@code not-found} and {@code forbidden} as the collection is to the person, {@code invalid-input} for
     *     an empty file, {@code too-large}, {@code conflict} where the collection has this content or it is on its way,
     *     {@code storage-full}, {@code key-reused} for a key that came with another file before
     */
    public DocumentId submit(CollectionId collection, NewDocument file) {
        CollectionTable.Row target = transaction
                .execute(_ -> collections.find(collection))
                .orElseThrow(() -> refusals.noCollection(ACTION, collection));
        if (!target.manageable()) {
            throw refusals.notManager(ACTION, "collection", collection.value(), target.department());
        }
        return submission.into(target, file);
    }

    /**
     * Waits until a file is a document. One that fails is not kept: whoever waited has been told.
     *
     * @throws Problem the reason where it did not become one; {@code unavailable} where it is still on its way
     */
    public DocumentSummary await(DocumentId id) {
        try {
            Ended ended = outcomes.await(id, MOST_TO_WAIT, () -> transaction.execute(_ -> ended(id)));
            if (ended == null) {
                throw new Problem(
                        ProblemType.UNAVAILABLE,
                        "This file is stored and still being read in. Look for it in the collection in a while.");
            }
            return ended.document().orElseThrow(() -> notBecome(id));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "This server stops; the file is stored and will be read in by the next one. Look for it in the collection in a while.",
                    stopped);
        }
    }

    /** Lets a file that failed be tried again, in the name of the signed-in person from now on. */
    @Transactional
    public PendingDocument retry(DocumentId id) {
        PendingDocument file = find(id).orElseThrow(() -> refusals.noDocument("doc.retry", id));
        PersonId person = new PersonId(actor.require().actorId().value());
        if (!table.requeue(id, person)) {
            throw new Problem(ProblemType.CONFLICT, "This file has not failed; wait until it has been read in.");
        }
        queue.add(new Ticket(id, person), clock.instant());
        events.publishEvent(KnowledgeAct.of(AuditEntry.success("doc.retry")
                .target("document", id.value())
                .targetDepartment(file.department().value())));
        return table.find(id).orElseThrow();
    }

    /**
     * Takes a file away before it is a document, whatever is being done with it.
     *
     * @throws Problem {@code not-found} where there is none, or the person does not look after its collection
     */
    @Transactional
    public void remove(DocumentId id) {
        PendingDocument file = find(id).orElseThrow(() -> refusals.noDocument("doc.delete", id));
        discard(id);
        events.publishEvent(KnowledgeAct.of(AuditEntry.success("doc.delete")
                .target("document", id.value())
                .targetDepartment(file.department().value())));
    }

    private void discard(DocumentId id) {
        if (table.delete(id)) {
            vault.deleteWhenCommitted(id);
            keys.forget(id);
        }
    }

    /** Empty where the file did not become a document. */
    private record Ended(Optional<DocumentSummary> document) {}

    /** Null while it is on its way. */
    private @Nullable Ended ended(DocumentId id) {
        Optional<PendingDocument> file = table.find(id);
        if (file.isEmpty()) {
            return new Ended(documents.find(id).map(DocumentTable.Row::summary));
        }
        return file.get().state() == IntakeState.FAILED ? new Ended(Optional.empty()) : null;
    }

    private Problem notBecome(DocumentId id) {
        return transaction.execute(_ -> {
            IntakeFailure failure = table.find(id).map(PendingDocument::failure).orElse(null);
            discard(id);
            return failure == null
                    ? new Problem(ProblemType.NOT_FOUND, "This file was removed before it had been read in.")
                    : failure.asProblem();
        });
    }
}
