package io.cloister.audit.web;

import io.cloister.audit.AuditFilter;
import io.cloister.audit.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the search form of the trail asks for.
 *
 * @param from first day
 * @param to last day, included
 */
record EventSearchForm(
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,

        @Nullable UUID actor,
        @Nullable String action,
        @Nullable UUID department,
        @Nullable Outcome outcome,
        @Nullable String q,
        @Nullable Integer page) {

    static final int PAGE_SIZE = 50;

    AuditFilter filter(ZoneId zone) {
        return new AuditFilter(
                from == null ? null : startOf(from, zone),
                to == null ? null : startOf(to.plusDays(1), zone),
                actor,
                blankToNull(action),
                department,
                outcome,
                blankToNull(q),
                page == null ? 0 : Math.max(0, page),
                PAGE_SIZE);
    }

    boolean isNarrowed() {
        return from != null
                || to != null
                || actor != null
                || blankToNull(action) != null
                || department != null
                || outcome != null
                || blankToNull(q) != null;
    }

    /** The address of another page of the same search. */
    public String address(int number) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/audit");
        put(address, "from", from);
        put(address, "to", to);
        put(address, "actor", actor);
        put(address, "action", blankToNull(action));
        put(address, "department", department);
        put(address, "outcome", outcome);
        put(address, "q", blankToNull(q));
        return address.queryParam("page", number).toUriString();
    }

    private static void put(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
