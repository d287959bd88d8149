package io.cloister.catalog.intake;

import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.store.ModelTable;
import io.cloister.platform.Problem;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out one import from its begin to its end, each of which the audit trail learns once. */
@Component
class ImportRun {

    static final String SERVER_STOPPED =
            "The server stopped, or lost its database, before this model was in; start the import again.";

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    private final ImportTable table;
    private final ModelTable models;
    private final Staging staging;
    private final ModelIntake intake;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ImportRun(
            ImportTable table,
            ModelTable models,
            Staging staging,
            ModelIntake intake,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.table = table;
        this.models = models;
        this.staging = staging;
        this.intake = intake;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Returns when the import has ended; throws only where that cannot be written down. */
    void run(ImportJob waiting, ImportProgress progress) {
        waiting.initiator().act(() -> {
            ImportJob job = begin(waiting);
            if (job != null) {
                carryOut(job, progress);
            } else if (table.find(waiting.id())
                    .filter(ImportJob::cancelRequested)
                    .isPresent()) {
                end(waiting, ImportState.CANCELLED, null, ImportEvent.cancelled(waiting, null));
            }
            return waiting;
        });
    }

    /** Ends one that an earlier run of the server began, and removes what it left. */
    void endInterrupted(ImportJob job) {
        staging.end(job.id(), true);
        if (models.find(new ModelId(job.id())).isEmpty()) {
            Staging.remove(staging.place(job.id()));
        }
        job.initiator().act(() -> {
            end(job, ImportState.FAILED, SERVER_STOPPED, ImportEvent.failed(job, "server-stopped", null));
            return job;
        });
    }

    private @Nullable ImportJob begin(ImportJob waiting) {
        return transaction.execute(_ -> {
            ImportEvent begun = ImportEvent.begun(waiting);
            UUID intent = begun.entry().eventId();
            if (!table.begin(waiting.id(), intent)) {
                return null;
            }
            events.publishEvent(begun);
            return table.find(waiting.id()).orElseThrow();
        });
    }

    private void carryOut(ImportJob job, ImportProgress progress) {
        try (ImportWatch _ = new ImportWatch(table, job.id(), progress)) {
            intake.take(job, progress);
        } catch (RuntimeException | Error e) {
            end(job, e, progress);
        }
    }

    private void end(ImportJob job, Throwable failure, ImportProgress progress) {
        Source origin = progress.origin();
        if (progress.serverStopped()) {
            end(job, ImportState.FAILED, SERVER_STOPPED, ImportEvent.failed(job, "server-stopped", origin));
        } else if (progress.cancelled() || failure instanceof CancellationException) {
            end(job, ImportState.CANCELLED, null, ImportEvent.cancelled(job, origin));
        } else if (failure instanceof Problem problem) {
            end(
                    job,
                    ImportState.FAILED,
                    problem.sentence(),
                    ImportEvent.failed(job, problem.type().name(), origin));
        } else if (failure instanceof DataAccessResourceFailureException || failure instanceof TransactionException) {
            end(job, ImportState.FAILED, SERVER_STOPPED, ImportEvent.failed(job, "unavailable", origin));
        } else {
            LOG.error(
                    "The import {} of the model {} failed",
                    job.id(),
                    job.order().name(),
                    failure);
            end(
                    job,
                    ImportState.FAILED,
                    "Something went wrong inside Cloister; look into its log for %s, and start the import again."
                            .formatted(job.id()),
                    ImportEvent.failed(job, "error", origin));
        }
    }

    private void end(ImportJob job, ImportState state, @Nullable String problem, ImportEvent event) {
        transaction.executeWithoutResult(_ -> {
            if (table.end(job.id(), state, problem, clock.instant())) {
                events.publishEvent(event);
            }
        });
    }
}
