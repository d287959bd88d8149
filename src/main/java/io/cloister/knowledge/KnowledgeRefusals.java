package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import io.cloister.audit.AuditEntry;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Refusals with their record in the trail. What may not be seen is refused in the words for what does not exist. */
@Component
public class KnowledgeRefusals {

    private final ApplicationEventPublisher events;

    KnowledgeRefusals(ApplicationEventPublisher events) {
        this.events = events;
    }

    public Problem noCollection(String action, CollectionId id) {
        record(AuditEntry.denied(action, "not-visible").target("collection", id.value()));
        return new Problem(
                ProblemType.NOT_FOUND,
                "There is no such collection, or it is not open to you. Ask its department for access.");
    }

    public Problem noDocument(String action, DocumentId id) {
        record(AuditEntry.denied(action, "not-visible").target("document", id.value()));
        return new Problem(
                ProblemType.NOT_FOUND,
                "There is no such document, or it is not open to you. Ask its department for access.");
    }

    public Problem notManager(String action, String targetType, UUID target, DepartmentId department) {
        record(AuditEntry.denied(action, "not-manager")
                .target(targetType, target)
                .targetDepartment(department.value()));
        return new Problem(
                ProblemType.FORBIDDEN, "Only a manager of the department it belongs to can do this. Ask them.");
    }

    Problem originalUnreadable(DocumentId id, DepartmentId department, Throwable cause) {
        record(AuditEntry.failure("doc.read", "original-unreadable")
                .target("document", id.value())
                .targetDepartment(department.value()));
        return new Problem(
                ProblemType.INTERNAL,
                "The original of this document is missing or damaged on this server. Ask an administrator to restore it from the backup.",
                cause);
    }

    private void record(AuditEntry.Builder entry) {
        events.publishEvent(KnowledgeAct.of(entry));
    }
}
