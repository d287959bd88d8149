package io.cloister.knowledge.web;

import io.cloister.access.PersonId;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch;
import io.cloister.knowledge.PassageSearch.Findings;
import io.cloister.knowledge.SearchRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Search with its two records: one committed before anything is looked for, one together with what was found. */
@Component
class AuditedSearch {

    private static final String ACTION = "ai.search";
    private static final int MILLIONTHS = 1_000_000;

    private final PassageSearch search;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditedSearch(
            PassageSearch search, ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
        this.search = search;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    record SearchAct(AuditEntry entry) implements AuditEvent {}

    Findings search(PersonId asker, SearchRequest request) {
        AuditEntry intent = AuditEntry.intent(ACTION)
                .with(AuditField.RETRIEVAL_FILTER, ids(request.within()))
                .build();
        transaction.executeWithoutResult(status -> events.publishEvent(new SearchAct(intent)));
        Instant begun = clock.instant();
        try {
            return transaction.execute(status -> {
                Findings found = search.search(asker, request);
                events.publishEvent(new SearchAct(success(intent.eventId(), found, begun)));
                return found;
            });
        } catch (RuntimeException failed) {
            events.publishEvent(new SearchAct(
                    AuditEntry.failure(ACTION, "error").closes(intent.eventId()).build()));
            throw failed;
        }
    }

    private AuditEntry success(UUID intent, Findings found, Instant begun) {
        return AuditEntry.success(ACTION)
                .closes(intent)
                .with(AuditField.RETRIEVAL_FILTER, ids(found.searched()))
                .with(
                        AuditField.RETRIEVAL,
                        found.passages().stream().map(AuditedSearch::retrieved).toList())
                .with(AuditField.CANDIDATES, found.candidates())
                .with(AuditField.RETURNED, found.passages().size())
                .with(
                        AuditField.DURATION_MS,
                        Duration.between(begun, clock.instant()).toMillis())
                .build();
    }

    private static List<UUID> ids(Set<CollectionId> collections) {
        return collections.stream().map(CollectionId::value).sorted().toList();
    }

    private static Map<String, Object> retrieved(Passage passage) {
        return Map.of(
                "doc_id", passage.document().value(),
                "chunk_id", passage.id(),
                "chunk_sha256", passage.sha256(),
                "score_ppm", Math.round(passage.score() * MILLIONTHS),
                "department_id", passage.department().value());
    }
}
