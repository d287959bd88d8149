package io.cloister.catalog.intake;

import io.cloister.catalog.store.ModelTable;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Imports of models, which take long and go on without whoever asked for them. */
@Component
public class ModelImports {

    private final ImportTable table;
    private final ModelTable models;
    private final ModelSources sources;
    private final AdapterBases bases;
    private final ImportWorker worker;
    private final CurrentActor currentActor;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ModelImports(
            ImportTable table,
            ModelTable models,
            ModelSources sources,
            AdapterBases bases,
            ImportWorker worker,
            CurrentActor currentActor,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.models = models;
        this.sources = sources;
        this.bases = bases;
        this.worker = worker;
        this.currentActor = currentActor;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Puts an import in the queue, in the name of who is signed in.
     *
     * @throws Problem {@code invalid-input} where its source or base is not there, {@code conflict} where the name is taken
     */
    @Transactional
    public ImportJob start(ImportOrder order) {
        sources.of(order.source());
        if (order.base() != null) {
            bases.named(order.base());
        }
        if (models.hasName(order.name())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "There is a model named '%s' already; choose another name.".formatted(order.name()));
        }
        ImportJob job = ImportJob.asked(order, Initiator.of(currentActor.require()), clock.instant());
        table.insert(job);
        events.publishEvent(ImportEvent.requested(job));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                worker.wake();
            }
        });
        return job;
    }

    /** The newest hundred, newest first. */
    @Transactional(readOnly = true)
    public List<ImportJob> newest() {
        return table.newest();
    }

    /** @throws Problem {@code not-found} */
    @Transactional(readOnly = true)
    public ImportJob require(UUID id) {
        return table.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such import."));
    }

    /**
     * Stops an import; what it has made is removed within about a second.
     *
     * @throws Problem {@code not-found}, {@code conflict} where it has ended
     */
    @Transactional
    public void cancel(UUID id) {
        ImportJob job = require(id);
        ImportState before = table.requestCancel(id)
                .orElseThrow(() ->
                        new Problem(ProblemType.CONFLICT, "This import has ended already; there is nothing to stop."));
        events.publishEvent(ImportEvent.cancelRequested(job));
        if (before == ImportState.WAITING && table.end(id, ImportState.CANCELLED, null, clock.instant())) {
            events.publishEvent(ImportEvent.cancelled(job, null));
        }
    }
}
