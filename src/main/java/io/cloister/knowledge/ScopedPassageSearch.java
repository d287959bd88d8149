package io.cloister.knowledge;

import com.pgvector.PGvector;
import io.cloister.access.Permissions;
import io.cloister.access.PersonId;
import io.cloister.access.ResourceKind;
import io.cloister.inference.TextEmbedding;
import io.cloister.knowledge.ingestion.CleanText;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Search that is restricted twice: by the collections granted to the asker, bound as ids, and by row-level security.
 *
 * <p>An index of neighbours finds too little where few of its entries are permitted, since it looks for the permitted
 * ones only among the nearest of all. So the permitted passages are counted first, and unless they are many each is
 * compared. Where the index is used and brings less than there is, the exact way is taken after all.
 */
@Component
class ScopedPassageSearch implements PassageSearch {

    private static final int MOST = 100;

    private final Permissions permissions;
    private final TextEmbedding embedding;
    private final NearestPassages nearest;
    private final KnowledgeSettings settings;

    ScopedPassageSearch(
            Permissions permissions, TextEmbedding embedding, NearestPassages nearest, KnowledgeSettings settings) {
        this.permissions = permissions;
        this.embedding = embedding;
        this.nearest = nearest;
        this.settings = settings;
    }

    @Override
    @Transactional
    public Findings search(PersonId asker, String question, Set<CollectionId> within, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST);
        }
        Set<UUID> granted = permissions.granted(asker, ResourceKind.COLLECTION);
        Set<CollectionId> searched = granted.stream()
                .map(CollectionId::new)
                .filter(id -> within.isEmpty() || within.contains(id))
                .collect(Collectors.toUnmodifiableSet());
        String asked = CleanText.line(question);
        if (searched.isEmpty() || asked.isEmpty()) {
            return new Findings(List.of(), searched, 0);
        }
        long candidates = nearest.count(searched);
        if (candidates == 0) {
            return new Findings(List.of(), searched, 0);
        }
        NearestPassages.Query query =
                new NearestPassages.Query(asked, new PGvector(embedding.embedQuery(asked)), searched, limit);
        return new Findings(find(query, candidates), searched, candidates);
    }

    private List<Passage> find(NearestPassages.Query query, long candidates) {
        if (candidates > settings.exactSearchLimit()) {
            List<Passage> found = nearest.approximate(query);
            if (found.size() >= Math.min(query.limit(), candidates)) {
                return found;
            }
        }
        return nearest.exact(query);
    }
}
