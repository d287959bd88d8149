package io.cloister.knowledge.intake;

import io.cloister.access.People;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.KnowledgeAct;
import io.cloister.platform.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One attempt at a file: counts it, carries it out, and decides what follows from how it ended. Attempts are counted when
 * they begin, so that a file which takes the whole process down with it is not tried for ever.
 */
@Component
class IntakeJob {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeJob.class);

    private final IntakeSettings settings;
    private final People people;
    private final IntakeTable table;
    private final Ingestion ingestion;
    private final IntakeOutcomes outcomes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    IntakeJob(
            IntakeSettings settings,
            People people,
            IntakeTable table,
            Ingestion ingestion,
            IntakeOutcomes outcomes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.people = people;
        this.table = table;
        this.ingestion = ingestion;
        this.outcomes = outcomes;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Returns when the attempt has ended.
     *
     * @param stopping whether this process stops, so that the work should be left to another
     * @return when to try again; empty where there is nothing left to do
     */
    Optional<Instant> run(Ticket ticket, BooleanSupplier stopping) {
        try {
            return people.find(ticket.person())
                    .map(Submitter::of)
                    .orElseGet(() -> Submitter.unknown(ticket.person()))
                    .act(() -> attempt(ticket.document(), stopping));
        } finally {
            outcomes.changed(ticket.document());
        }
    }

    private Optional<Instant> attempt(DocumentId id, BooleanSupplier stopping) {
        Optional<PendingDocument> begun = transaction.execute(_ -> table.begin(id));
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        PendingDocument file = begun.get();
        if (file.attempts() > settings.attempts()) {
            fail(file, IntakeFailure.interrupted(settings.attempts()));
            return Optional.empty();
        }
        try {
            ingestion.carryOut(file, new IntakeProgress(id, table, transaction, clock, stopping));
            return Optional.empty();
        } catch (RuntimeException | Error ended) {
            return stopping.getAsBoolean() ? leaveToOthers(file) : after(ended, file);
        }
    }

    private Optional<Instant> leaveToOthers(PendingDocument file) {
        // The interruption was meant for the work, not for writing down that it is given back.
        var _ = Thread.interrupted();
        giveBack(file, false);
        return Optional.of(clock.instant());
    }

    private Optional<Instant> after(Throwable ended, PendingDocument file) {
        if (ended instanceof CancellationException) {
            return Optional.empty();
        }
        IntakeFailure failure = IntakeFailure.of(ended);
        if (failure.type().equals(ProblemType.INTERNAL)) {
            LOG.error(
                    "Attempt {} at the document {} failed",
                    file.attempts(),
                    file.id().value(),
                    ended);
        }
        if (failure.mayPass() && file.attempts() < settings.attempts()) {
            giveBack(file, true);
            return Optional.of(clock.instant().plus(settings.pauseAfter(file.attempts())));
        }
        fail(file, failure);
        return Optional.empty();
    }

    private void giveBack(PendingDocument file, boolean counts) {
        transaction.executeWithoutResult(_ -> table.giveBack(file.id(), IntakeState.QUEUED, counts));
    }

    private void fail(PendingDocument file, IntakeFailure failure) {
        AuditEntry.Builder entry = failure.type().equals(ProblemType.FORBIDDEN)
                ? AuditEntry.denied(DocumentIntake.ACTION, failure.reason())
                : AuditEntry.failure(DocumentIntake.ACTION, failure.reason());
        KnowledgeAct act = KnowledgeAct.of(entry.target("document", file.id().value())
                .targetDepartment(file.department().value())
                .with(AuditField.FILE_SHA256, file.sha256())
                .with(AuditField.FILE_BYTES, file.bytes()));
        transaction.executeWithoutResult(_ -> {
            if (table.fail(file.id(), failure)) {
                events.publishEvent(act);
            }
        });
    }
}
