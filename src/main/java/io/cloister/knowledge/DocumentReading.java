package io.cloister.knowledge;

import io.cloister.audit.AuditEntry;
import io.cloister.knowledge.DocumentCollections.Original;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands out what stands in documents; each reading is recorded. */
@Component
class DocumentReading {

    private final DocumentTable documents;
    private final PassageTable passages;
    private final OriginalVault vault;
    private final KnowledgeRefusals refusals;
    private final ApplicationEventPublisher events;

    DocumentReading(
            DocumentTable documents,
            PassageTable passages,
            OriginalVault vault,
            KnowledgeRefusals refusals,
            ApplicationEventPublisher events) {
        this.documents = documents;
        this.passages = passages;
        this.vault = vault;
        this.refusals = refusals;
        this.events = events;
    }

    @Transactional
    public List<Passage> passages(DocumentId id) {
        DocumentTable.Row document = find(id);
        List<Passage> found = passages.of(id);
        record(document);
        return found;
    }

    @Transactional
    public Original original(DocumentId id) {
        DocumentTable.Row document = find(id);
        try {
            byte[] content = vault.read(id);
            record(document);
            return new Original(
                    document.summary().fileName(), document.summary().mediaType(), new ByteArrayResource(content));
        } catch (UncheckedIOException damaged) {
            throw refusals.originalUnreadable(id, document.department(), damaged);
        }
    }

    private DocumentTable.Row find(DocumentId id) {
        return documents.find(id).orElseThrow(() -> refusals.noDocument("doc.read", id));
    }

    private void record(DocumentTable.Row document) {
        events.publishEvent(KnowledgeAct.of(AuditEntry.success("doc.read")
                .target("document", document.summary().id().value())
                .targetDepartment(document.department().value())));
    }
}
