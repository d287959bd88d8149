package io.cloister.knowledge;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which documents are searched.
 *
 * @param mediaTypes as documents bear them; empty for all
 * @param from first day on which a document came in; null for no limit
 * @param until last day on which a document came in; null for no limit
 */
public record SearchFilter(
        Set<String> mediaTypes,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    public static final SearchFilter NONE = new SearchFilter(Set.of(), null, null);

    public SearchFilter {
        mediaTypes = Set.copyOf(mediaTypes);
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
