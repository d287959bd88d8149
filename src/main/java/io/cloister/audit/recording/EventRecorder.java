package io.cloister.audit.recording;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.Outcome;
import io.cloister.audit.Stage;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records audit events while they are published. It is synchronous, and what it throws reaches the publisher: an act
 * that cannot be recorded does not happen.
 */
@Component
class EventRecorder {

    private final EventStore store;
    private final AuditReceipt receipt;
    private final TransactionTemplate transactionOfTheAct;
    private final TransactionTemplate ownTransaction;

    EventRecorder(EventStore store, AuditReceipt receipt, PlatformTransactionManager transactions) {
        this.store = store;
        this.receipt = receipt;
        this.transactionOfTheAct = template(transactions, TransactionDefinition.PROPAGATION_MANDATORY);
        this.ownTransaction = template(transactions, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @EventListener
    void record(AuditEvent event) {
        AuditEntry entry = event.entry();
        TransactionTemplate transaction = sharesTheFateOfTheAct(entry) ? transactionOfTheAct : ownTransaction;
        transaction.executeWithoutResult(status -> {
            store.write(entry);
            receipt.handOutAfterCommit(entry.eventId());
        });
    }

    private static boolean sharesTheFateOfTheAct(AuditEntry entry) {
        return entry.stage() == Stage.INTENT || entry.outcome() == Outcome.SUCCESS;
    }

    private static TransactionTemplate template(PlatformTransactionManager transactions, int propagation) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(propagation);
        return template;
    }
}
