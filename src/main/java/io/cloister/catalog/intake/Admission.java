package io.cloister.catalog.intake;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.store.ModelAdded;
import io.cloister.catalog.store.ModelTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The last step of an import: the folder goes to its place, and the catalog and the audit trail learn of it, all or
 * nothing.
 */
@Component
class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final ModelTable table;
    private final ImportTable imports;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Admission(
            ModelTable table,
            ImportTable imports,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.imports = imports;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Moves the folder and commits.
     *
     * @param model whose folder is where the staged one goes
     * @param job that ends with this; null for an import without one
     * @throws CancellationException where the job was to stop
     */
    void admit(ModelDescription model, Source source, List<ModelFile> files, Path staged, @Nullable ImportJob job) {
        Path target = Objects.requireNonNull(model.folder());
        try {
            transaction.executeWithoutResult(_ -> {
                table.add(model, source, files);
                UUID intent = job == null ? null : job.intent();
                events.publishEvent(ModelAdded.of(model, source, intent));
                if (job != null && !imports.complete(job.id(), model.addedAt())) {
                    throw new CancellationException();
                }
                place(staged, target);
            });
        } catch (RuntimeException | Error e) {
            undo(model, staged, target);
            throw e;
        }
    }

    private static void place(Path staged, Path target) {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
            try (Stream<Path> files = Files.list(target)) {
                files.forEach(Admission::protect);
            }
            protect(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody writes there any more, not even we. */
    private static void protect(Path path) {
        if (!path.toFile().setReadOnly()) {
            throw new UncheckedIOException(new IOException("'%s' cannot be made read-only".formatted(path)));
        }
    }

    /** A commit whose answer was lost may have happened: only what the catalog does not know is taken back. */
    private void undo(ModelDescription model, Path staged, Path target) {
        try {
            if (Files.exists(target) && table.find(model.id()).isEmpty()) {
                var _ = target.toFile().setWritable(true, true);
                Files.move(target, staged, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (DataAccessException | TransactionException | IOException e) {
            LOG.warn(
                    "The folder {} stays until the next start, since nobody knows whether the catalog has it",
                    target,
                    e);
        }
    }
}
