package io.cloister.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.audit.AuditFilter;
import io.cloister.audit.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventSearchFormTests {

    private final EventSearchForm form = new EventSearchForm(
            LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2), null, " ", null, Outcome.DENIED, "no grant & more", 3);

    @Test
    void includesTheWholeLastDay() {
        AuditFilter filter = form.filter(ZoneOffset.UTC);
        assertThat(filter.from()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(filter.to()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
    }

    @Test
    void takesAnEmptyFieldForNone() {
        assertThat(form.filter(ZoneOffset.UTC).action()).isNull();
    }

    @Test
    void keepsTheSearchInTheAddressOfOtherPages() {
        assertThat(form.address(4))
                .isEqualTo("/audit?from=2026-03-01&to=2026-03-02&outcome=DENIED&q=no%20grant%20%26%20more&page=4");
    }
}
