package io.cloister.knowledge;

import io.cloister.access.PersonId;
import java.util.List;
import java.util.Set;

/** Finds passages that a person may read. */
public interface PassageSearch {

    /**
     * The passages that bear most on a question, best first. Runs in the caller's transaction. Row-level security
     * restricts it to the signed-in person once more, whatever is passed here.
     *
     * @param asker the signed-in person
     */
    Findings search(PersonId asker, SearchRequest request);

    /**
     * @param searched the collections that were searched
     * @param candidates passages the asker may read within them
     */
    record Findings(List<Passage> passages, Set<CollectionId> searched, long candidates, List<SearchNotice> notices) {

        public static Findings none(Set<CollectionId> searched) {
            return new Findings(List.of(), searched, 0, List.of());
        }
    }
}
