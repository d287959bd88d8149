package io.cloister.catalog.intake;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.store.FolderDigest;
import io.cloister.catalog.store.ModelTable;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a model into the house, step by step: fetched into a private folder, built where it is a checkpoint or put on its
 * base where it is an adapter, hashed, inspected and asked for a sample there, so that nothing can change between the look and the use.
 */
@Component
public class ModelIntake {

    private final Staging staging;
    private final ModelSources sources;
    private final RuntimePorts runtime;
    private final AdapterBases bases;
    private final Admission admission;
    private final ModelTable table;
    private final Clock clock;

    ModelIntake(
            Staging staging,
            ModelSources sources,
            RuntimePorts runtime,
            AdapterBases bases,
            Admission admission,
            ModelTable table,
            Clock clock) {
        this.staging = staging;
        this.sources = sources;
        this.runtime = runtime;
        this.bases = bases;
        this.admission = admission;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Brings in a folder of the server while the caller waits, and offers the model at once.
     *
     * @throws Problem with what is wrong; nothing is left behind then
     */
    public ModelDescription importFolder(Path folder, String name, String title, String licence) {
        ImportOrder order = ImportOrder.of(folder.toString(), name, title, licence, null, null);
        return take(UUID.randomUUID(), order, sources.folder(folder), null, new ImportProgress(clock));
    }

    /** The same for a job; the model is offered only when an administrator says so. */
    void take(ImportJob job, ImportProgress progress) {
        take(job.id(), job.order(), sources.of(job.order().source()), job, progress);
    }

    private ModelDescription take(
            UUID id, ImportOrder order, ModelSource source, @Nullable ImportJob job, ImportProgress progress) {
        if (table.hasName(order.name())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "There is a model named '%s' already; choose another name.".formatted(order.name()));
        }
        progress.foundOrigin(source.origin());
        boolean anotherTry = true;
        try {
            ModelDescription taken = take(staging.create(id), new ModelId(id), order, source, job, progress);
            anotherTry = false;
            return taken;
        } catch (IOException e) {
            throw StepFailure.of(e);
        } catch (UncheckedIOException e) {
            throw StepFailure.of(e);
        } finally {
            staging.end(id, anotherTry && (!progress.cancelled() || progress.serverStopped()));
        }
    }

    private ModelDescription take(
            Path folder,
            ModelId id,
            ImportOrder order,
            ModelSource source,
            @Nullable ImportJob job,
            ImportProgress progress)
            throws IOException {
        progress.begin(ImportState.FETCHING);
        Path fetched = progress.interruptibly(() -> source.fetch(folder, progress));
        Pickles.clear(fetched);
        ReadmeCard readme = ReadmeCard.of(fetched);
        Base base = base(fetched, order, progress);
        Path model = base == null ? build(fetched, folder.resolve("model"), order, progress) : fetched;

        progress.begin(ImportState.INSPECTING);
        FolderDigest files = FolderDigest.of(model, progress);
        StagedModel.requireAsDeclared(model, files);
        Inspection found = runtime.inspect(model, base, progress);
        StagedModel staged = StagedModel.of(model, files, found, order, readme, progress.origin());

        progress.begin(ImportState.SAMPLING);
        String sample = sample(staged, id, order, progress);
        StagedModel ready = staged.written();
        ModelDescription description =
                ready.description(id, order, staging.place(id.value()), sample, job == null, clock.instant());
        admission.admit(description, ready.origin(), ready.files().files(), model, job);
        return description;
    }

    /** Null for a model of its own. */
    private @Nullable Base base(Path fetched, ImportOrder order, ImportProgress progress) {
        if (runtime.isAdapter(fetched)) {
            progress.begin(ImportState.INSPECTING);
            return bases.find(order.base(), runtime.wantedBase(fetched), progress);
        }
        if (order.base() != null) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "This is no adapter but a model of its own, which needs no base; start again without one.");
        }
        return null;
    }

    private Path build(Path fetched, Path target, ImportOrder order, ImportProgress progress) {
        if (!runtime.isCheckpoint(fetched)) {
            return fetched;
        }
        progress.begin(ImportState.BUILDING);
        runtime.build(fetched, target, order.weightsToBuild(), progress);
        return target;
    }

    private @Nullable String sample(StagedModel staged, ModelId id, ImportOrder order, ImportProgress progress) {
        return staged.writes()
                ? runtime.sample(
                        staged.description(id, order, staged.folder(), null, false, clock.instant()),
                        staged.inspection().base(),
                        staged.prompt(),
                        progress)
                : null;
    }
}
