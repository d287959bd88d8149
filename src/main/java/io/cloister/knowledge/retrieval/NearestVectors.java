package io.cloister.knowledge.retrieval;

import com.pgvector.PGhalfvec;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Decides how the nearest passages are found. An index of neighbours finds too little where few of its entries are
 * permitted, since it looks for the permitted ones only among the nearest of all. So unless they are many, each is
 * compared. Where the index is used and brings less than there is, the exact way is taken after all.
 */
@Component
class NearestVectors {

    private final VectorTable vectors;
    private final SearchLimits limits;

    NearestVectors(VectorTable vectors, SearchLimits limits) {
        this.vectors = vectors;
        this.limits = limits;
    }

    /** @param permitted passages among which is searched */
    Map<UUID, Double> find(VectorTable.Query query, long permitted) {
        if (permitted > limits.exact()) {
            Map<UUID, Double> found = vectors.approximate(query);
            if (found.size() >= query.limit()) {
                return found;
            }
        }
        return vectors.exact(query);
    }

    Map<UUID, Double> compare(EmbeddingSpace space, PGhalfvec vector, Collection<UUID> passages) {
        return passages.isEmpty() ? Map.of() : vectors.compare(space, vector, passages);
    }
}
