package io.cloister.knowledge;

import com.fasterxml.uuid.Generators;
import io.cloister.access.DepartmentId;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.knowledge.PassagePreparation.PreparedDocument;
import io.cloister.knowledge.ingestion.CleanText;
import io.cloister.knowledge.ingestion.LanguageGuess;
import io.cloister.knowledge.ingestion.ParsedDocument;
import io.cloister.knowledge.ingestion.RefusedFile;
import io.cloister.knowledge.retrieval.PassageIndex;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in a file. Reading and embedding it may take long and happens before the transaction, so that no connection
 * waits for it; the transaction then stores document, passages and audit event together, or nothing.
 */
@Component
class DocumentUpload {

    static final String ACTION = "doc.upload";
    private static final int LONGEST_NAME = 255;

    private final KnowledgeSettings settings;
    private final PassagePreparation preparation;
    private final DocumentTable documents;
    private final PassageTable passages;
    private final PassageIndex index;
    private final OriginalVault vault;
    private final CurrentActor actor;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DocumentUpload(
            KnowledgeSettings settings,
            PassagePreparation preparation,
            DocumentTable documents,
            PassageTable passages,
            PassageIndex index,
            OriginalVault vault,
            CurrentActor actor,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.preparation = preparation;
        this.documents = documents;
        this.passages = passages;
        this.index = index;
        this.vault = vault;
        this.actor = actor;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    long largest() {
        return settings.maxUpload().toBytes();
    }

    /** @param target a collection that the signed-in person manages */
    DocumentSummary into(CollectionTable.Row target, String fileName, InputStream content) {
        String name = shown(fileName);
        try {
            byte[] bytes = read(content);
            String sha256 = Sha256.hex(bytes);
            refuseDuplicate(target.id(), sha256);
            ParsedDocument parsed = preparation.parse(bytes, name);
            String title = PassagePreparation.titleOf(parsed, name);
            DocumentId id = new DocumentId(Generators.timeBasedEpochGenerator().generate());
            String language = LanguageGuess.of(parsed);
            PreparedDocument prepared = preparation.passages(id, parsed, title, language, done -> {});
            DocumentSummary document = new DocumentSummary(
                    id,
                    target.id(),
                    title,
                    name,
                    parsed.kind().mediaType(),
                    bytes.length,
                    parsed.pages(),
                    prepared.passages().size(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            store(document, target.department(), language, sha256, bytes, prepared);
            return document;
        } catch (RefusedFile refused) {
            fail(target, refused.reason());
            throw refused;
        } catch (Problem problem) {
            fail(target, problem.type().name());
            throw problem;
        } catch (RuntimeException failed) {
            fail(target, "error");
            throw failed;
        }
    }

    private void store(
            DocumentSummary document,
            DepartmentId department,
            String language,
            String sha256,
            byte[] bytes,
            PreparedDocument prepared) {
        try {
            transaction.executeWithoutResult(status -> {
                vault.keepOnlyIfCommitted(document.id());
                vault.write(document.id(), bytes);
                documents.insert(
                        document, department, language, sha256, actor.require().actorId());
                passages.insert(document.id(), document.collection(), department, prepared.passages());
                index.add(document.collection(), department, prepared.searchable());
                events.publishEvent(KnowledgeAct.of(AuditEntry.success(ACTION)
                        .target("document", document.id().value())
                        .targetDepartment(department.value())
                        .with(AuditField.FILE_SHA256, sha256)
                        .with(AuditField.FILE_BYTES, document.bytes())
                        .with(AuditField.FILE_TYPE, document.mediaType())));
            });
        } catch (DuplicateKeyException sameAtTheSameTime) {
            throw RefusedFile.duplicate();
        }
    }

    private byte[] read(InputStream content) {
        long limit = largest();
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

    private void refuseDuplicate(CollectionId collection, String sha256) {
        if (Boolean.TRUE.equals(transaction.execute(status -> documents.holds(collection, sha256)))) {
            throw RefusedFile.duplicate();
        }
    }

    private void fail(CollectionTable.Row target, String reason) {
        events.publishEvent(KnowledgeAct.of(AuditEntry.failure(ACTION, reason)
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
