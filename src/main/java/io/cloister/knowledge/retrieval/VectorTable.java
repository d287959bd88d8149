package io.cloister.knowledge.retrieval;

import com.pgvector.PGhalfvec;
import io.cloister.access.DepartmentId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Vectors of passages, as row-level security shows them. All answers are cosines, -1 to 1. */
@Component
class VectorTable {

    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    VectorTable(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * A question in one space.
     *
     * @param vector of length 1
     * @param within only passages of these documents; null for all of the collections
     */
    record Query(
            EmbeddingSpace space,
            PGhalfvec vector,
            Set<CollectionId> collections,
            @Nullable Collection<DocumentId> within,
            int limit) {}

    /** Compares every one; nearest first. */
    Map<UUID, Double> exact(Query query) {
        return cosines(query, """
                WITH permitted AS MATERIALIZED (
                    SELECT chunk_id, %s AS distance FROM knowledge.chunk_vector WHERE %s
                )
                SELECT chunk_id, distance FROM permitted ORDER BY distance, chunk_id LIMIT :limit
                """);
    }

    /**
     * Through the index, which is walked on until there are enough permitted ones or the limits of the walk are reached;
     * so it may bring fewer than there are.
     */
    Map<UUID, Double> approximate(Query query) {
        jdbc.sql("""
                        SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true),
                               set_config('hnsw.ef_search', '200', true),
                               set_config('hnsw.max_scan_tuples', '100000', true),
                               set_config('hnsw.scan_mem_multiplier', '4', true)
                        """).query().listOfRows();
        return cosines(query, """
                WITH nearest AS MATERIALIZED (
                    SELECT chunk_id, %1$s AS distance FROM knowledge.chunk_vector WHERE %2$s
                    ORDER BY %1$s LIMIT :limit
                )
                SELECT chunk_id, distance FROM nearest ORDER BY distance, chunk_id
                """);
    }

    /** How near these passages are; those without a vector in the space are left out. */
    Map<UUID, Double> compare(EmbeddingSpace space, PGhalfvec vector, Collection<UUID> passages) {
        return jdbc.sql(
                        "SELECT chunk_id, %s AS distance FROM knowledge.chunk_vector WHERE space = %d AND chunk_id = ANY (:ids)"
                                .formatted(distance(space), space.id()))
                .param("vector", vector.getValue())
                .param("ids", new SqlArrayValue("uuid", passages.toArray()))
                .query((ResultSetExtractor<Map<UUID, Double>>) VectorTable::cosines);
    }

    private Map<UUID, Double> cosines(Query query, String sql) {
        String where = "space = %d AND collection_id = ANY (:collections)"
                .formatted(query.space().id());
        String filter = query.within() == null
                ? ""
                : " AND chunk_id IN (SELECT c.id FROM knowledge.chunk c WHERE c.document_id = ANY (:documents))";
        var statement = jdbc.sql(sql.formatted(distance(query.space()), where + filter))
                .param("vector", query.vector().getValue())
                .param(
                        "collections",
                        ids(query.collections().stream()
                                .map(CollectionId::value)
                                .toArray()))
                .param("limit", query.limit());
        return (query.within() == null
                        ? statement
                        : statement.param(
                                "documents",
                                ids(query.within().stream()
                                        .map(DocumentId::value)
                                        .toArray())))
                .query((ResultSetExtractor<Map<UUID, Double>>) VectorTable::cosines);
    }

    /** As the index knows it. */
    private static String distance(EmbeddingSpace space) {
        return "embedding::halfvec(%1$d) <=> CAST(:vector AS halfvec(%1$d))".formatted(space.dimensions());
    }

    private static SqlArrayValue ids(Object[] ids) {
        return new SqlArrayValue("uuid", ids);
    }

    private static Map<UUID, Double> cosines(ResultSet rows) throws SQLException {
        Map<UUID, Double> cosines = new LinkedHashMap<>();
        while (rows.next()) {
            cosines.put(rows.getObject(1, UUID.class), 1 - rows.getDouble(2));
        }
        return cosines;
    }

    /** @param vectors one for each passage */
    void insert(
            EmbeddingSpace space,
            CollectionId collection,
            DepartmentId department,
            List<UUID> passages,
            List<float[]> vectors) {
        var rows = IntStream.range(0, passages.size()).boxed().toList();
        batches.batchUpdate("""
                INSERT INTO knowledge.chunk_vector (chunk_id, space, collection_id, department_id, embedding)
                VALUES (?, ?, ?, ?, CAST(? AS halfvec))
                """, rows, BATCH, (statement, row) -> {
            int column = 0;
            statement.setObject(++column, passages.get(row));
            statement.setInt(++column, space.id());
            statement.setObject(++column, collection.value());
            statement.setObject(++column, department.value());
            statement.setString(++column, new PGhalfvec(vectors.get(row)).getValue());
        });
    }

    void delete(DocumentId document) {
        jdbc.sql("""
                        DELETE FROM knowledge.chunk_vector
                        WHERE chunk_id IN (SELECT c.id FROM knowledge.chunk c WHERE c.document_id = :document)
                        """).param("document", document.value()).update();
    }
}
