package io.cloister.audit.reading;

import io.cloister.audit.AuditFilter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What somebody looked for, as it stands in the event that records the look. */
final class DescribedFilter {

    private DescribedFilter() {}

    static Map<String, Object> of(AuditFilter filter) {
        Map<String, Object> described = new TreeMap<>();
        put(described, "from", filter.from());
        put(described, "to", filter.to());
        put(described, "actor", filter.actor());
        put(described, "action", filter.action());
        put(described, "department", filter.department());
        put(described, "outcome", filter.outcome());
        put(described, "text", filter.text());
        described.put("page", filter.page());
        described.put("size", filter.size());
        return described;
    }

    private static void put(Map<String, Object> described, String key, @Nullable Object value) {
        if (value != null) {
            described.put(key, Objects.toString(value));
        }
    }
}
