package io.cloister.knowledge;

import io.cloister.access.PersonId;
import java.util.List;
import java.util.Set;

/** Finds passages that a person may read. */
public interface PassageSearch {

    /**
     * The passages nearest to a question, nearest first. Runs in the caller's transaction. Row-level security restricts
     * it to the signed-in person once more, whatever is passed here.
     *
     * @param asker the signed-in person
     * @param within restrict to these collections; empty for all that the asker may read. Collections that the asker
     *     may not read are passed over silently
     * @param limit 1 to 100
     */
    Findings search(PersonId asker, String question, Set<CollectionId> within, int limit);

    /**
     * @param searched the collections that were searched
     * @param candidates passages the asker may read within them
     */
    record Findings(List<Passage> passages, Set<CollectionId> searched, long candidates) {}
}
