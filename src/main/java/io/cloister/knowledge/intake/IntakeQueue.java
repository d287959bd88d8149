package io.cloister.knowledge.intake;

import com.fasterxml.uuid.Generators;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.cloister.knowledge.KnowledgeSettings;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Files that wait for work, in a table that all processes of an installation share: each takes as many as it has
 * threads, tells by heartbeats that it lives, and takes over from those that no longer do.
 */
@Component
class IntakeQueue implements SmartLifecycle {

    /** Before the web server starts and after it stops; the trail is sealed meanwhile. */
    private static final int PHASE = 1;

    private static final String TABLE = "knowledge.job";
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration SWEEP_EVERY = Duration.ofHours(6);
    private static final Duration UNTIL_INTERRUPTED = Duration.ofSeconds(2);

    private final KnowledgeSettings knowledge;
    private final IntakeSettings settings;
    private final DataSource database;
    private final PostgreSqlJdbcCustomization dialect = new PostgreSqlJdbcCustomization(false, false);
    private final CustomTask<Ticket> task;
    private final RecurringTask<Void> sweeping;
    private final SchedulerClient client;
    private volatile @Nullable Scheduler scheduler;

    IntakeQueue(
            KnowledgeSettings knowledge,
            IntakeSettings settings,
            DataSource database,
            IntakeJob job,
            VaultSweep sweep) {
        this.knowledge = knowledge;
        this.settings = settings;
        this.database = new TransactionAwareDataSourceProxy(database);
        this.task = Tasks.custom("document-intake", Ticket.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(settings.retryAfter()))
                .onDeadExecutionRevive()
                .execute((instance, context) -> run(job, instance, context));
        this.sweeping =
                Tasks.recurring("vault-sweep", FixedDelay.of(SWEEP_EVERY)).execute((_, _) -> sweep.sweep());
        this.client = SchedulerClient.Builder.create(this.database, task)
                .tableName(TABLE)
                .serializer(Ticket.SERIALIZER)
                .jdbcCustomization(dialect)
                .build();
    }

    /** In the transaction of the caller. */
    void add(Ticket ticket, Instant notBefore) {
        // Not named after the file: an earlier job of it may not have been cleared away yet.
        String name = Generators.timeBasedEpochGenerator().generate().toString();
        client.scheduleIfNotExists(new TaskInstance<>(task.getTaskName(), name, ticket), notBefore);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Scheduler running = scheduler;
                if (running != null) {
                    running.triggerCheckForDueExecutions();
                }
            }
        });
    }

    private static CompletionHandler<Ticket> run(
            IntakeJob job, TaskInstance<Ticket> instance, ExecutionContext context) {
        return job.run(instance.getData(), () -> context.getSchedulerState().isShuttingDown())
                .<CompletionHandler<Ticket>>map(again -> (done, next) -> next.reschedule(done, again))
                .orElseGet(CompletionHandler.OnCompleteRemove::new);
    }

    @Override
    public synchronized void start() {
        Scheduler started = Scheduler.create(database, task)
                .tableName(TABLE)
                .serializer(Ticket.SERIALIZER)
                .jdbcCustomization(dialect)
                .startTasks(sweeping)
                .threads(knowledge.parsers())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(LOOK_EVERY)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(UNTIL_INTERRUPTED)
                .build();
        started.start();
        scheduler = started;
    }

    @Override
    public synchronized void stop() {
        Scheduler stopped = scheduler;
        scheduler = null;
        if (stopped != null) {
            stopped.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
