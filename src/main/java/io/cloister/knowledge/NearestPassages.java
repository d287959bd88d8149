package io.cloister.knowledge;

import com.pgvector.PGvector;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The two ways of finding the passages nearest to a question among those of some collections. */
@Component
class NearestPassages {

    /** Candidates of either kind that are weighed against each other. */
    private static final int SHORTLIST = 100;

    /** Share of words in common in the order of an exact search; the rest is nearness of meaning. */
    private static final double WORDS = 0.3;

    private static final String EXACT = """
            WITH permitted AS MATERIALIZED (
                SELECT id, 1 - (embedding <=> CAST(:vector AS vector)) AS cosine,
                       ts_rank(terms, CAST(replace(CAST(plainto_tsquery('english', :question) AS text), '&', '|')
                           AS tsquery), 1) AS words
                FROM knowledge.chunk
                WHERE collection_id = ANY (:collections)
            ), shortlist AS MATERIALIZED (
                (SELECT * FROM permitted ORDER BY cosine DESC, id LIMIT :shortlist)
                UNION
                (SELECT * FROM permitted WHERE words > 0 ORDER BY words DESC, id LIMIT :shortlist)
            ), span AS (
                SELECT min(cosine) AS least, nullif(max(cosine) - min(cosine), 0) AS breadth,
                       nullif(max(words), 0) AS most
                FROM shortlist
            ), weighed AS (
                SELECT id, cosine, (1 - :share) * coalesce((cosine - least) / breadth, 1)
                       + :share * coalesce(words / most, 0) AS weight
                FROM shortlist, span
                ORDER BY weight DESC, cosine DESC, id
                LIMIT :limit
            )
            SELECT %s, w.cosine AS score
            FROM weighed w
            JOIN knowledge.chunk c ON c.id = w.id
            JOIN knowledge.document d ON d.id = c.document_id
            ORDER BY w.weight DESC, w.cosine DESC, c.id
            """.formatted(PassageTable.COLUMNS);

    private static final String APPROXIMATE = """
            WITH nearest AS MATERIALIZED (
                SELECT id, embedding <=> CAST(:vector AS vector) AS distance
                FROM knowledge.chunk
                WHERE collection_id = ANY (:collections)
                ORDER BY embedding <=> CAST(:vector AS vector)
                LIMIT :limit
            )
            SELECT %s, 1 - n.distance AS score
            FROM nearest n
            JOIN knowledge.chunk c ON c.id = n.id
            JOIN knowledge.document d ON d.id = c.document_id
            ORDER BY n.distance, c.id
            """.formatted(PassageTable.COLUMNS);

    private final JdbcClient jdbc;

    NearestPassages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param vector unit vector of the question */
    record Query(String question, PGvector vector, Set<CollectionId> collections, int limit) {}

    long count(Set<CollectionId> collections) {
        return jdbc.sql("SELECT count(*) FROM knowledge.chunk WHERE collection_id = ANY (:collections)")
                .param("collections", ids(collections))
                .query(Long.class)
                .single();
    }

    /** Compares every one; the best by meaning and by words are then weighed together. */
    List<Passage> exact(Query query) {
        return bound(EXACT, query)
                .param("question", query.question())
                .param("shortlist", Math.max(SHORTLIST, query.limit()))
                .param("share", WORDS)
                .query(PassageTable::passage)
                .list();
    }

    /** Through the index, by meaning alone; may bring fewer than there are. */
    List<Passage> approximate(Query query) {
        jdbc.sql("""
                        SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true),
                               set_config('hnsw.ef_search', '200', true),
                               set_config('hnsw.max_scan_tuples', '100000', true),
                               set_config('hnsw.scan_mem_multiplier', '4', true)
                        """).query().listOfRows();
        return bound(APPROXIMATE, query).query(PassageTable::passage).list();
    }

    private JdbcClient.StatementSpec bound(String sql, Query query) {
        return jdbc.sql(sql)
                .param("vector", query.vector().getValue())
                .param("collections", ids(query.collections()))
                .param("limit", query.limit());
    }

    private static SqlArrayValue ids(Set<CollectionId> collections) {
        return new SqlArrayValue(
                "uuid", collections.stream().map(CollectionId::value).toArray());
    }
}
