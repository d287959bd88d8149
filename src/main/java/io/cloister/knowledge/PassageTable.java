package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.ingestion.Chunk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of passages, as row-level security shows them. */
@Component
public class PassageTable {

    private static final int BATCH = 100;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PassageTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    public record NewPassage(UUID id, Chunk chunk) {}

    /** In reading order. */
    List<Passage> of(DocumentId document) {
        return jdbc.sql("""
                        SELECT c.id, c.document_id, c.collection_id, c.department_id, d.title, c.page, c.start_offset,
                               c.end_offset, c.section, c.text, c.sha256
                        FROM knowledge.chunk c JOIN knowledge.document d ON d.id = c.document_id
                        WHERE c.document_id = :document
                        ORDER BY c.ordinal
                        """)
                .param("document", document.value())
                .query(PassageTable::passage)
                .list();
    }

    public void insert(
            DocumentId document, CollectionId collection, DepartmentId department, List<NewPassage> passages) {
        var ordinals = IntStream.range(0, passages.size()).boxed().toList();
        batches.batchUpdate("""
                INSERT INTO knowledge.chunk (id, document_id, collection_id, department_id, ordinal, page,
                    start_offset, end_offset, section, text, sha256)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, ordinals, BATCH, (statement, ordinal) -> {
            Chunk chunk = passages.get(ordinal).chunk();
            int column = 0;
            statement.setObject(++column, passages.get(ordinal).id());
            statement.setObject(++column, document.value());
            statement.setObject(++column, collection.value());
            statement.setObject(++column, department.value());
            statement.setInt(++column, ordinal);
            statement.setObject(++column, chunk.page());
            statement.setInt(++column, chunk.start());
            statement.setInt(++column, chunk.end());
            statement.setArray(
                    ++column,
                    statement
                            .getConnection()
                            .createArrayOf("text", chunk.section().toArray()));
            statement.setString(++column, chunk.text());
            statement.setString(++column, Sha256.hex(chunk.text()));
        });
    }

    /** What the search has to say of it is added there. */
    public static Passage passage(ResultSet row, int number) throws SQLException {
        return new Passage(
                row.getObject("id", UUID.class),
                new DocumentId(row.getObject("document_id", UUID.class)),
                new CollectionId(row.getObject("collection_id", UUID.class)),
                new DepartmentId(row.getObject("department_id", UUID.class)),
                row.getString("title"),
                row.getObject("page", Integer.class),
                row.getInt("start_offset"),
                row.getInt("end_offset"),
                List.of((String[]) row.getArray("section").getArray()),
                row.getString("text"),
                row.getString("sha256"),
                null);
    }
}
