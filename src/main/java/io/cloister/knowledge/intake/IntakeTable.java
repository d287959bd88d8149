package io.cloister.knowledge.intake;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files on their way, row by row, as row-level security shows them; works in the transaction of the caller. */
@Component
class IntakeTable {

    private static final String SELECT = """
            SELECT i.*, i.department_id IN (SELECT access.managed_departments()) AS manageable
            FROM knowledge.intake i
            """;

    private final JdbcClient jdbc;

    IntakeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order in which they were handed in. */
    List<PendingDocument> in(CollectionId collection) {
        return jdbc.sql(SELECT + "WHERE i.collection_id = :collection ORDER BY i.handed_in_at, i.id")
                .param("collection", collection.value())
                .query(IntakeTable::row)
                .list();
    }

    Optional<PendingDocument> find(DocumentId id) {
        return jdbc.sql(SELECT + "WHERE i.id = :id")
                .param("id", id.value())
                .query(IntakeTable::row)
                .optional();
    }

    Optional<PendingDocument> find(CollectionId collection, String sha256) {
        return jdbc.sql(SELECT + "WHERE i.collection_id = :collection AND i.sha256 = :sha256 AND i.state <> 'FAILED'")
                .param("collection", collection.value())
                .param("sha256", sha256)
                .query(IntakeTable::row)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where the same content is on its way */
    void insert(PendingDocument document, PersonId handedInBy) {
        jdbc.sql("""
                        INSERT INTO knowledge.intake (id, collection_id, department_id, file_name, bytes, sha256,
                            handed_in_by, handed_in_at, state)
                        VALUES (:id, :collection, :department, :fileName, :bytes, :sha256,
                            :handedInBy, :handedInAt, :state)
                        """)
                .param("id", document.id().value())
                .param("collection", document.collection().value())
                .param("department", document.department().value())
                .param("fileName", document.fileName())
                .param("bytes", document.bytes())
                .param("sha256", document.sha256())
                .param("handedInBy", handedInBy.value())
                .param("handedInAt", document.handedInAt().atOffset(ZoneOffset.UTC))
                .param("state", document.state().name())
                .update();
    }

    /** Takes those away whose content is handed in again. */
    List<DocumentId> deleteFailed(CollectionId collection, String sha256) {
        return jdbc.sql("""
                        DELETE FROM knowledge.intake
                        WHERE collection_id = :collection AND sha256 = :sha256 AND state = 'FAILED' RETURNING id
                        """)
                .param("collection", collection.value())
                .param("sha256", sha256)
                .query((row, _) -> new DocumentId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Begins another attempt; empty where it has failed for good, was removed, or became a document. */
    Optional<PendingDocument> begin(DocumentId id) {
        int begun = jdbc.sql("""
                        UPDATE knowledge.intake
                        SET state = 'READING', attempts = attempts + 1, passages_done = 0, passages_total = 0
                        WHERE id = :id AND state <> 'FAILED'
                        """).param("id", id.value()).update();
        return begun == 0 ? Optional.empty() : find(id);
    }

    /** False where it is gone. */
    boolean report(DocumentId id, @Nullable Integer pages, int done, int total) {
        return jdbc.sql("""
                                UPDATE knowledge.intake SET state = 'EMBEDDING', pages = :pages,
                                    passages_done = :done, passages_total = :total
                                WHERE id = :id AND state <> 'FAILED'
                                """)
                        .param("id", id.value())
                        .param("pages", pages)
                        .param("done", done)
                        .param("total", total)
                        .update()
                == 1;
    }

    /**
     * To be taken up again.
     *
     * @param counts whether the attempt that ended so counts
     */
    void giveBack(DocumentId id, IntakeState state, boolean counts) {
        jdbc.sql("""
                        UPDATE knowledge.intake SET state = :state, attempts = attempts - :uncounted
                        WHERE id = :id AND state <> 'FAILED'
                        """)
                .param("id", id.value())
                .param("state", state.name())
                .param("uncounted", counts ? 0 : 1)
                .update();
    }

    /** False where that was written down before, or it is gone. */
    boolean fail(DocumentId id, IntakeFailure failure) {
        return jdbc.sql("""
                                UPDATE knowledge.intake SET state = 'FAILED', problem_type = :type,
                                    problem_reason = :reason, problem = :sentence
                                WHERE id = :id AND state <> 'FAILED'
                                """)
                        .param("id", id.value())
                        .param("type", failure.type().name())
                        .param("reason", failure.reason())
                        .param("sentence", failure.sentence())
                        .update()
                == 1;
    }

    /** False where it has not failed. */
    boolean requeue(DocumentId id, PersonId by) {
        return jdbc.sql("""
                                UPDATE knowledge.intake SET state = 'QUEUED', attempts = 0, handed_in_by = :by,
                                    problem_type = NULL, problem_reason = NULL, problem = NULL
                                WHERE id = :id AND state = 'FAILED'
                                """).param("id", id.value()).param("by", by.value()).update() == 1;
    }

    /** False where it was not there, or is not for this person to change. */
    boolean delete(DocumentId id) {
        return jdbc.sql("DELETE FROM knowledge.intake WHERE id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private static PendingDocument row(ResultSet row, int number) throws SQLException {
        String problem = row.getString("problem");
        return new PendingDocument(
                new DocumentId(row.getObject("id", UUID.class)),
                new CollectionId(row.getObject("collection_id", UUID.class)),
                new DepartmentId(row.getObject("department_id", UUID.class)),
                row.getString("file_name"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getObject("handed_in_at", OffsetDateTime.class).toInstant(),
                IntakeState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("pages", Integer.class),
                row.getInt("passages_done"),
                row.getInt("passages_total"),
                problem == null
                        ? null
                        : IntakeFailure.stored(row.getString("problem_type"), row.getString("problem_reason"), problem),
                row.getBoolean("manageable"));
    }
}
