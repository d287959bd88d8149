package io.cloister.knowledge;

import java.util.Set;

/**
 * What is looked for, and where.
 *
 * @param question words in any language; what is in quotation marks counts as a phrase. Of very long ones the beginning
 *     counts
 * @param within restrict to these collections; empty for all that the asker may read. Collections that the asker may not
 *     read are passed over silently
 * @param limit 1 to 200 passages
 */
public record SearchRequest(
        String question, Set<CollectionId> within, SearchFilter filter, int limit, SearchMode mode) {

    private static final int MOST = 200;

    public SearchRequest {
        within = Set.copyOf(within);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST);
        }
    }

    public static SearchRequest of(String question, Set<CollectionId> within, int limit) {
        return new SearchRequest(question, within, SearchFilter.NONE, limit, SearchMode.HYBRID);
    }
}
