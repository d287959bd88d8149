package io.cloister.knowledge;

import com.fasterxml.uuid.Generators;
import com.pgvector.PGvector;
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
    /** Columns that {@link #passage} reads, but for the score. */
    static final String COLUMNS = """
            c.id, c.document_id, c.collection_id, c.department_id, d.title, c.page, c.start_offset, c.end_offset,
            c.text, c.sha256""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    PassageTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * @param terms words by which it is found besides its own: title and headings
     * @param vector of length 1 and 384 numbers
     */
    public record NewPassage(Chunk chunk, String terms, PGvector vector) {}

    /** In reading order. */
    List<Passage> of(DocumentId document) {
        return jdbc.sql("SELECT " + COLUMNS + """
                        , 0 AS score
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
                    start_offset, end_offset, text, sha256, embedding, terms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS vector),
                    setweight(to_tsvector('english', ?), 'B') || to_tsvector('english', ?))
                """, ordinals, BATCH, (statement, ordinal) -> {
            NewPassage passage = passages.get(ordinal);
            Chunk chunk = passage.chunk();
            int column = 0;
            statement.setObject(++column, Generators.timeBasedEpochGenerator().generate());
            statement.setObject(++column, document.value());
            statement.setObject(++column, collection.value());
            statement.setObject(++column, department.value());
            statement.setInt(++column, ordinal);
            statement.setObject(++column, chunk.page());
            statement.setInt(++column, chunk.start());
            statement.setInt(++column, chunk.end());
            statement.setString(++column, chunk.text());
            statement.setString(++column, Sha256.hex(chunk.text()));
            statement.setString(++column, passage.vector().getValue());
            statement.setString(++column, passage.terms());
            statement.setString(++column, chunk.text());
        });
    }

    static Passage passage(ResultSet row, int number) throws SQLException {
        return new Passage(
                row.getObject("id", UUID.class),
                new DocumentId(row.getObject("document_id", UUID.class)),
                new CollectionId(row.getObject("collection_id", UUID.class)),
                new DepartmentId(row.getObject("department_id", UUID.class)),
                row.getString("title"),
                row.getObject("page", Integer.class),
                row.getInt("start_offset"),
                row.getInt("end_offset"),
                row.getString("text"),
                row.getString("sha256"),
                row.getDouble("score"));
    }
}
