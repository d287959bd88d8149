package io.cloister.knowledge.retrieval;

import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageTable;
import io.cloister.knowledge.SearchFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Texts of what was found, as row-level security shows them. */
@Component
class PassageRows {

    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    private final JdbcClient jdbc;

    PassageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param threshold of relevance in its collection; null for the usual one */
    record Row(Passage passage, String language, @Nullable Double threshold) {}

    /** In no particular order; without those that may not be read. */
    List<Row> read(Collection<UUID> passages) {
        return jdbc.sql("""
                        SELECT c.id, c.document_id, c.collection_id, c.department_id, d.title, d.language, c.page,
                               c.start_offset, c.end_offset, c.section, c.text, c.sha256,
                               col.answer_threshold
                        FROM knowledge.chunk c
                        JOIN knowledge.document d ON d.id = c.document_id
                        JOIN knowledge.collection col ON col.id = c.collection_id
                        WHERE c.id = ANY (:ids)
                        """)
                .param("ids", new SqlArrayValue("uuid", passages.toArray()))
                .query(PassageRows::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Passage passage = PassageTable.passage(row, number);
        return new Row(passage, row.getString("language"), row.getObject("answer_threshold", Double.class));
    }

    /** Documents that a filter lets through; null where it lets all of them through. */
    @Nullable List<DocumentId> documents(Set<CollectionId> collections, SearchFilter filter) {
        if (filter.isNone()) {
            return null;
        }
        return jdbc.sql("""
                        SELECT id FROM knowledge.document
                        WHERE collection_id = ANY (:collections)
                          AND (cardinality(:types) = 0 OR media_type = ANY (:types))
                          AND (CAST(:since AS timestamptz) IS NULL OR uploaded_at >= :since)
                          AND (CAST(:before AS timestamptz) IS NULL OR uploaded_at < :before)
                        """)
                .param(
                        "collections",
                        new SqlArrayValue(
                                "uuid",
                                collections.stream().map(CollectionId::value).toArray()))
                .param("types", new SqlArrayValue("text", filter.mediaTypes().toArray()))
                .param("since", begin(filter.from(), 0))
                .param("before", begin(filter.until(), 1))
                .query((row, number) -> new DocumentId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Days that the database cannot tell are as far away as the farthest of those that are written with four digits. */
    private static @Nullable OffsetDateTime begin(@Nullable LocalDate day, int later) {
        if (day == null) {
            return null;
        }
        LocalDate known = day.isBefore(FIRST) ? FIRST : day.isAfter(LAST) ? LAST : day;
        return known.plusDays(later).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
