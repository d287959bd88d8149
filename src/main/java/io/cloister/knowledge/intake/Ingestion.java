package io.cloister.knowledge.intake;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.knowledge.CollectionTable;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.knowledge.DocumentTable;
import io.cloister.knowledge.KnowledgeAct;
import io.cloister.knowledge.OriginalVault;
import io.cloister.knowledge.PassagePreparation;
import io.cloister.knowledge.PassagePreparation.PreparedDocument;
import io.cloister.knowledge.PassageTable;
import io.cloister.knowledge.ingestion.LanguageGuess;
import io.cloister.knowledge.ingestion.ParsedDocument;
import io.cloister.knowledge.retrieval.PassageIndex;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a document of a file that was handed in. Reading and embedding may take long and happen outside transactions;
 * one transaction at the end stores the document, its passages and what makes them searchable, ends the row of the file
 * and records it, or does nothing of that.
 */
@Component
class Ingestion {

    private final OriginalVault vault;
    private final PassagePreparation preparation;
    private final CollectionTable collections;
    private final DocumentTable documents;
    private final PassageTable passages;
    private final PassageIndex index;
    private final IntakeTable intake;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Ingestion(
            OriginalVault vault,
            PassagePreparation preparation,
            CollectionTable collections,
            DocumentTable documents,
            PassageTable passages,
            PassageIndex index,
            IntakeTable intake,
            CurrentActor actor,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.vault = vault;
        this.preparation = preparation;
        this.collections = collections;
        this.documents = documents;
        this.passages = passages;
        this.index = index;
        this.intake = intake;
        this.actor = actor;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * In the name of whoever handed it in.
     *
     * @throws io.cloister.knowledge.ingestion.RefusedFile where the file cannot be read
     * @throws Problem {@code forbidden} where the person no longer looks after the collection
     * @throws java.util.concurrent.CancellationException where the work is no longer wanted here
     */
    void carryOut(PendingDocument file, IntakeProgress progress) {
        transaction.executeWithoutResult(_ -> requireRight(file));
        ParsedDocument parsed = preparation.parse(vault.read(file.id()), file.fileName());
        progress.read(parsed.pages());
        String title = PassagePreparation.titleOf(parsed, file.fileName());
        String language = LanguageGuess.of(parsed);
        PreparedDocument prepared = preparation.passages(file.id(), parsed, title, language, progress);
        DocumentSummary document = new DocumentSummary(
                file.id(),
                file.collection(),
                title,
                file.fileName(),
                parsed.kind().mediaType(),
                file.bytes(),
                parsed.pages(),
                prepared.passages().size(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        transaction.executeWithoutResult(_ -> store(document, language, file, prepared));
    }

    /** Does nothing where another process has done it, or the file was removed meanwhile. */
    private void store(DocumentSummary document, String language, PendingDocument file, PreparedDocument prepared) {
        requireRight(file);
        if (!intake.delete(file.id())) {
            return;
        }
        documents.insert(
                document,
                file.department(),
                language,
                file.sha256(),
                actor.require().actorId());
        passages.insert(document.id(), document.collection(), file.department(), prepared.passages());
        index.add(document.collection(), file.department(), prepared.searchable());
        events.publishEvent(KnowledgeAct.of(AuditEntry.success(DocumentIntake.ACTION)
                .target("document", document.id().value())
                .targetDepartment(file.department().value())
                .with(AuditField.FILE_SHA256, file.sha256())
                .with(AuditField.FILE_BYTES, document.bytes())
                .with(AuditField.FILE_TYPE, document.mediaType())));
    }

    private void requireRight(PendingDocument file) {
        if (collections
                .find(file.collection())
                .filter(CollectionTable.Row::manageable)
                .isEmpty()) {
            throw IntakeFailure.notManager().asProblem();
        }
    }
}
