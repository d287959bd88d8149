package io.cloister.knowledge.intake;

import com.fasterxml.uuid.Generators;
import io.cloister.access.PersonId;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.knowledge.CollectionTable;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.DocumentTable;
import io.cloister.knowledge.KnowledgeAct;
import io.cloister.knowledge.KnowledgeSettings;
import io.cloister.knowledge.OriginalVault;
import io.cloister.knowledge.Sha256;
import io.cloister.knowledge.ingestion.CleanText;
import io.cloister.knowledge.ingestion.RefusedFile;
import io.cloister.platform.CurrentActor;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a file in: one transaction puts it into the vault and the queue and records it, or nothing of that. */
@Component
class Submission {

    private static final int LONGEST_NAME = 255;

    private final KnowledgeSettings settings;
    private final DocumentTable documents;
    private final IntakeTable table;
    private final RequestKeys keys;
    private final IntakeQueue queue;
    private final OriginalVault vault;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Submission(
            KnowledgeSettings settings,
            DocumentTable documents,
            IntakeTable table,
            RequestKeys keys,
            IntakeQueue queue,
            OriginalVault vault,
            CurrentActor actor,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.documents = documents;
        this.table = table;
        this.keys = keys;
        this.queue = queue;
        this.vault = vault;
        this.actor = actor;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param target a collection that the signed-in person manages */
    DocumentId into(CollectionTable.Row target, NewDocument file) {
        try {
            byte[] content = read(file.content());
            PendingDocument document = described(target, file, content);
            try {
                return transaction.execute(_ -> store(document, content, file.requestKey()));
            } catch (DuplicateKeyException _) {
                throw onItsWay(document);
            }
        } catch (RuntimeException failed) {
            RuntimeException told =
                    FullDisk.in(failed).<RuntimeException>map(full -> full).orElse(failed);
            recordFailure(target, IntakeFailure.of(told).reason());
            throw told;
        }
    }

    private DocumentId store(PendingDocument document, byte[] content, @Nullable String key) {
        PersonId submitter = new PersonId(actor.require().actorId().value());
        Optional<DocumentId> before = key == null ? Optional.empty() : keys.take(key, submitter, document);
        if (before.isPresent()) {
            return before.get();
        }
        table.deleteFailed(document.collection(), document.sha256()).forEach(vault::deleteWhenCommitted);
        table.insert(document, submitter);
        // Not before the row is there, so that one that became a document at this moment is seen.
        documents.holding(document.collection(), document.sha256()).ifPresent(present -> {
            throw RefusedFile.duplicate(present.title(), present.id().value());
        });
        vault.keepOnlyIfCommitted(document.id());
        vault.write(document.id(), content);
        queue.add(new Ticket(document.id(), submitter), clock.instant());
        events.publishEvent(KnowledgeAct.of(AuditEntry.success("doc.submit")
                .target("document", document.id().value())
                .targetDepartment(document.department().value())
                .with(AuditField.FILE_SHA256, document.sha256())
                .with(AuditField.FILE_BYTES, document.bytes())));
        return document.id();
    }

    private PendingDocument described(CollectionTable.Row target, NewDocument file, byte[] content) {
        return new PendingDocument(
                new DocumentId(Generators.timeBasedEpochGenerator().generate()),
                target.id(),
                target.department(),
                shown(file.fileName()),
                content.length,
                Sha256.hex(content),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                IntakeState.QUEUED,
                0,
                null,
                0,
                0,
                null,
                true);
    }

    private byte[] read(InputStream content) {
        long limit = settings.maxUpload().toBytes();
        try {
            byte[] bytes = content.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
            if (bytes.length == 0) {
                throw RefusedFile.empty();
            }
            if (bytes.length > limit) {
                throw RefusedFile.tooLarge(settings.maxUpload().toMegabytes());
            }
            return bytes;
        } catch (IOException interrupted) {
            throw RefusedFile.interrupted();
        }
    }

    private RefusedFile onItsWay(PendingDocument document) {
        return transaction.execute(_ -> table.find(document.collection(), document.sha256())
                .map(other -> RefusedFile.duplicate(other.fileName(), other.id().value()))
                .orElseGet(() -> documents
                        .holding(document.collection(), document.sha256())
                        .map(present -> RefusedFile.duplicate(
                                present.title(), present.id().value()))
                        .orElseGet(RefusedFile::duplicate)));
    }

    private void recordFailure(CollectionTable.Row target, String reason) {
        events.publishEvent(KnowledgeAct.of(AuditEntry.failure(DocumentIntake.ACTION, reason)
                .target("collection", target.id().value())
                .targetDepartment(target.department().value())));
    }

    /** As given, but for characters that cannot be shown; it names nothing on this machine. */
    private static String shown(String fileName) {
        String clean = CleanText.line(fileName);
        String kept = clean.codePointCount(0, clean.length()) > LONGEST_NAME
                ? clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME))
                : clean;
        return kept.isEmpty() ? "document" : kept;
    }
}
