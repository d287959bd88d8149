package io.cloister.knowledge;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;

/** What was done, or refused, with a collection or a document. */
public record KnowledgeAct(AuditEntry entry) implements AuditEvent {

    public static KnowledgeAct of(AuditEntry.Builder entry) {
        return new KnowledgeAct(entry.build());
    }
}
