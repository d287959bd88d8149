package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.platform.ActorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of documents, as row-level security shows them. */
@Component
public class DocumentTable {

    private static final String SELECT = """
            SELECT d.id, d.collection_id, d.department_id, d.title, d.file_name, d.media_type, d.bytes, d.pages,
                   d.uploaded_at,
                   (SELECT count(*) FROM knowledge.chunk c WHERE c.document_id = d.id) AS passages,
                   d.department_id IN (SELECT access.managed_departments()) AS manageable
            FROM knowledge.document d
            """;

    private final JdbcClient jdbc;

    DocumentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Row(DocumentSummary summary, DepartmentId department, boolean manageable) {}

    /** By title. */
    List<Row> in(CollectionId collection) {
        return jdbc.sql(SELECT + "WHERE d.collection_id = :collection ORDER BY lower(d.title), d.id")
                .param("collection", collection.value())
                .query(DocumentTable::row)
                .list();
    }

    public Optional<Row> find(DocumentId id) {
        return jdbc.sql(SELECT + "WHERE d.id = :id")
                .param("id", id.value())
                .query(DocumentTable::row)
                .optional();
    }

    /** The one with this content that is in force. */
    public Optional<DocumentSummary> holding(CollectionId collection, String sha256) {
        return jdbc.sql(SELECT
                        + "WHERE d.collection_id = :collection AND d.sha256 = :sha256 AND d.superseded_at IS NULL")
                .param("collection", collection.value())
                .param("sha256", sha256)
                .query(DocumentTable::row)
                .optional()
                .map(Row::summary);
    }

    public void insert(
            DocumentSummary document, DepartmentId department, String language, String sha256, ActorId uploadedBy) {
        jdbc.sql("""
                        INSERT INTO knowledge.document (id, collection_id, department_id, title, file_name, media_type,
                            bytes, sha256, pages, language, uploaded_by, uploaded_at, lineage)
                        VALUES (:id, :collection, :department, :title, :fileName, :mediaType,
                            :bytes, :sha256, :pages, :language, :uploadedBy, :uploadedAt, :id)
                        """)
                .param("id", document.id().value())
                .param("collection", document.collection().value())
                .param("department", department.value())
                .param("title", document.title())
                .param("fileName", document.fileName())
                .param("mediaType", document.mediaType())
                .param("bytes", document.bytes())
                .param("sha256", sha256)
                .param("pages", document.pages())
                .param("language", language)
                .param("uploadedBy", uploadedBy.value())
                .param("uploadedAt", document.uploadedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Its passages go with it. */
    void delete(DocumentId id) {
        jdbc.sql("DELETE FROM knowledge.document WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        DocumentSummary summary = new DocumentSummary(
                new DocumentId(row.getObject("id", UUID.class)),
                new CollectionId(row.getObject("collection_id", UUID.class)),
                row.getString("title"),
                row.getString("file_name"),
                row.getString("media_type"),
                row.getLong("bytes"),
                row.getObject("pages", Integer.class),
                row.getInt("passages"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
        return new Row(
                summary, new DepartmentId(row.getObject("department_id", UUID.class)), row.getBoolean("manageable"));
    }
}
