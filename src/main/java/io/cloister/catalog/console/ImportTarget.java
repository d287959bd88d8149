package io.cloister.catalog.console;

import io.cloister.catalog.intake.ImportJob;
import io.cloister.catalog.intake.ImportOrder;
import io.cloister.catalog.intake.ImportTable;
import io.cloister.catalog.intake.Initiator;
import io.cloister.catalog.intake.ModelImports;
import io.cloister.catalog.intake.WorkerLock;
import io.cloister.catalog.store.ModelTable;
import io.cloister.platform.Console;
import io.cloister.platform.ConsoleDatabase;
import io.cloister.platform.DataDirectory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntBiFunction;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The installation that a command brings a model into. A running portal is asked to do it, through its database; where
 * none is running, the application is started without its web server, so that both go the same way through the same
 * checks into the same trail. The operating system's user acts.
 */
record ImportTarget(DataDirectory directory, Console console) {

    private static final Duration INTERVAL = Duration.ofMillis(300);

    int bringIn(ImportOrder order, ProgressLine progress, ToIntBiFunction<ImportJob, ModelTable> report) {
        Initiator operator = Initiator.operator(System.getProperty("user.name", "unknown"));
        Optional<ConsoleDatabase> running = ConsoleDatabase.openRunning(directory);
        if (running.isPresent()) {
            Optional<Integer> done = CatalogDatabase.use(
                    running.get(),
                    database -> isServed(database.connection())
                            ? Optional.of(ask(running.get(), database, order, operator, progress, report))
                            : Optional.empty());
            if (done.isPresent()) {
                return done.get();
            }
        }
        try (ConfigurableApplicationContext application = console.start(directory)) {
            ModelImports imports = application.getBean(ModelImports.class);
            UUID id = operator.act(() -> imports.start(order)).id();
            return report.applyAsInt(
                    follow(application.getBean(ImportTable.class), id, progress),
                    application.getBean(ModelTable.class));
        }
    }

    private static int ask(
            ConsoleDatabase portal,
            CatalogDatabase database,
            ImportOrder order,
            Initiator operator,
            ProgressLine progress,
            ToIntBiFunction<ImportJob, ModelTable> report) {
        ImportJob job = ImportJob.asked(order, operator, Clock.systemUTC().instant());
        database.imports().insert(job);
        AtomicBoolean stopping = new AtomicBoolean();
        Thread stop = new Thread(
                () -> {
                    stopping.set(true);
                    stop(portal, job.id());
                },
                "stop-import");
        Runtime.getRuntime().addShutdownHook(stop);
        ImportJob ended = follow(database.imports(), job.id(), progress);
        if (!stopping.get()) {
            Runtime.getRuntime().removeShutdownHook(stop);
        }
        return report.applyAsInt(ended, database.models());
    }

    /** Whoever interrupts the command stops the import, too. */
    private static void stop(ConsoleDatabase portal, UUID id) {
        try (Connection connection = portal.connect()) {
            new ImportTable(JdbcClient.create(new SingleConnectionDataSource(connection, true))).requestCancel(id);
        } catch (SQLException e) {
            System.err.println(
                    "cloister: The import goes on, since the database cannot be reached; stop it in the portal");
        }
    }

    private static boolean isServed(Connection connection) {
        try {
            return WorkerLock.isHeld(connection);
        } catch (SQLException e) {
            throw CatalogDatabase.unreadable(e);
        }
    }

    private static ImportJob follow(ImportTable imports, UUID id, ProgressLine progress) {
        while (true) {
            ImportJob job = imports.find(id).orElseThrow();
            progress.show(job);
            if (job.state().isEnd()) {
                return job;
            }
            try {
                Thread.sleep(INTERVAL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return job;
            }
        }
    }
}
