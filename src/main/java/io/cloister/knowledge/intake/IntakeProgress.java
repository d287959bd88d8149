package io.cloister.knowledge.intake;

import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.PassagePreparation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down now and then how many passages are embedded, and ends the work where it is no longer wanted here. */
final class IntakeProgress implements PassagePreparation.Progress {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final DocumentId document;
    private final IntakeTable table;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private Instant next;
    private @Nullable Integer pages;

    IntakeProgress(
            DocumentId document,
            IntakeTable table,
            TransactionTemplate transaction,
            Clock clock,
            BooleanSupplier stopping) {
        this.document = document;
        this.table = table;
        this.transaction = transaction;
        this.clock = clock;
        this.stopping = stopping;
        this.next = clock.instant();
    }

    /**
     * The whole file has been read.
     *
     * @param pages null for formats without pages
     */
    void read(@Nullable Integer pages) {
        this.pages = pages;
        check();
        write(0, 0);
    }

    /**
     * @throws CancellationException where this process stops, or the file was removed
     */
    @Override
    public void embedded(int done, int all) {
        check();
        if (done == 0 || !clock.instant().isBefore(next)) {
            write(done, all);
        }
    }

    private void check() {
        if (stopping.getAsBoolean()) {
            throw new CancellationException("This process stops");
        }
    }

    private void write(int done, int total) {
        next = clock.instant().plus(INTERVAL);
        if (!Boolean.TRUE.equals(transaction.execute(_ -> table.report(document, pages, done, total)))) {
            throw new CancellationException("The file was removed");
        }
    }
}
