package io.cloister.catalog.intake;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The imports, row by row; works in the transaction of the caller, and on a bare connection for commands. */
@Component
public class ImportTable {

    private static final int SHOWN = 100;

    private final JdbcClient jdbc;

    public ImportTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest, newest first. */
    List<ImportJob> newest() {
        return jdbc.sql("SELECT * FROM catalog.model_import ORDER BY started_at DESC, id LIMIT :limit")
                .param("limit", SHOWN)
                .query(ImportRow::job)
                .list();
    }

    public Optional<ImportJob> find(UUID id) {
        return jdbc.sql("SELECT * FROM catalog.model_import WHERE id = :id")
                .param("id", id)
                .query(ImportRow::job)
                .optional();
    }

    /** The one that has waited longest. */
    Optional<ImportJob> next() {
        return jdbc.sql("SELECT * FROM catalog.model_import WHERE state = 'WAITING' ORDER BY started_at, id LIMIT 1")
                .query(ImportRow::job)
                .optional();
    }

    /** Those that have begun and not ended. */
    List<ImportJob> begun() {
        return jdbc.sql("SELECT * FROM catalog.model_import WHERE ended_at IS NULL AND state <> 'WAITING'")
                .query(ImportRow::job)
                .list();
    }

    /** @throws Problem {@code conflict} where another import under way has the name */
    public void insert(ImportJob job) {
        ImportOrder order = job.order();
        try {
            jdbc.sql("""
                            INSERT INTO catalog.model_import (id, name, title, source, licence, openness, weights, base, state,
                                actor_id, actor_department, operator, started_at)
                            VALUES (:id, :name, :title, :source, :licence, :openness, :weights, :base, :state,
                                :actor, :department, :operator, :startedAt)
                            """)
                    .param("id", job.id())
                    .param("name", order.name())
                    .param("title", order.title())
                    .param("source", order.source())
                    .param("licence", order.licence())
                    .param(
                            "openness",
                            order.openness() == null ? null : order.openness().name())
                    .param(
                            "weights",
                            order.weights() == null ? null : order.weights().name())
                    .param("base", order.base())
                    .param("state", job.state().name())
                    .param("actor", job.initiator().id())
                    .param("department", job.initiator().departmentOfActor())
                    .param("operator", job.initiator().operator())
                    .param("startedAt", Timestamp.from(job.startedAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "A model named '%s' is being brought in already; wait for it, stop it, or choose another name."
                            .formatted(order.name()),
                    e);
        }
    }

    /** False where it was stopped, or begun by another, meanwhile. */
    boolean begin(UUID id, UUID intent) {
        return jdbc.sql("""
                                UPDATE catalog.model_import SET state = 'FETCHING', intent = :intent
                                WHERE id = :id AND state = 'WAITING' AND NOT cancel_requested
                                """).param("id", id).param("intent", intent).update() == 1;
    }

    /** Writes down how far it is; returns whether somebody wants it stopped. */
    boolean report(UUID id, ImportProgress.Report report) {
        return jdbc.sql("""
                        UPDATE catalog.model_import
                        SET state = :state, step_done = :done, step_total = :total, seconds_left = :left
                        WHERE id = :id AND ended_at IS NULL RETURNING cancel_requested
                        """)
                .param("id", id)
                .param("state", report.state().name())
                .param("done", report.done())
                .param("total", report.total())
                .param("left", report.secondsLeft())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** The state before; empty where it has ended. */
    public Optional<ImportState> requestCancel(UUID id) {
        return jdbc.sql("""
                        UPDATE catalog.model_import SET cancel_requested = true
                        WHERE id = :id AND ended_at IS NULL RETURNING state
                        """).param("id", id).query(String.class).optional().map(ImportState::valueOf);
    }

    /** False where somebody has asked to stop it, or it has ended. */
    boolean complete(UUID id, Instant at) {
        return end(id, ImportState.DONE, null, at, "AND NOT cancel_requested");
    }

    /** False where it has ended before. */
    boolean end(UUID id, ImportState state, @Nullable String problem, Instant at) {
        return end(id, state, problem, at, "");
    }

    private boolean end(UUID id, ImportState state, @Nullable String problem, Instant at, String condition) {
        return jdbc.sql("""
                                UPDATE catalog.model_import
                                SET state = :state, problem = :problem, ended_at = :at, seconds_left = NULL
                                WHERE id = :id AND ended_at IS NULL
                                """ + condition)
                        .param("id", id)
                        .param("state", state.name())
                        .param("problem", problem)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }
}
