package io.cloister.audit.web;

import io.cloister.audit.ActorDirectory;
import io.cloister.audit.AuditRecord;
import io.cloister.audit.AuditTrail;
import io.cloister.audit.Outcome;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import io.cloister.platform.ResultPage;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows the trail to compliance officers: a list to search in, one event, and the proof that it is part of the trail. */
@Controller
@RequestMapping("/audit")
@PreAuthorize("hasRole('COMPLIANCE_OFFICER')")
class EventPageController {

    private final AuditTrail trail;
    private final KnownNames names;
    private final ObjectProvider<ActorDirectory> directory;
    private final ZoneId zone;

    EventPageController(AuditTrail trail, KnownNames names, ObjectProvider<ActorDirectory> directory, Clock clock) {
        this.trail = trail;
        this.names = names;
        this.directory = directory;
        this.zone = clock.getZone();
    }

    @GetMapping
    String list(@ModelAttribute("search") EventSearchForm search, Model page) {
        ResultPage<AuditRecord> found = trail.find(search.filter(zone));
        Map<UUID, String> known = names.of(found.items());
        page.addAttribute("found", found);
        page.addAttribute(
                "rows",
                found.items().stream().map(event -> EventRow.of(event, known)).toList());
        page.addAttribute("narrowed", search.isNarrowed());
        page.addAttribute("outcomes", Outcome.values());
        ActorDirectory choices = directory.getIfAvailable();
        page.addAttribute("people", choices == null ? Map.of() : choices.people());
        page.addAttribute("departments", choices == null ? Map.of() : choices.departments());
        page.addAttribute("actions", KnownActions.codes());
        return "audit/events";
    }

    @GetMapping("/events/{event}")
    String show(@PathVariable UUID event, Model page) {
        AuditRecord found =
                trail.find(event).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The trail has no such event."));
        List<AuditRecord> related = trail.related(event);
        Map<UUID, String> known = names.of(related.isEmpty() ? List.of(found) : related);
        page.addAttribute("detail", EventDetail.of(found, known));
        page.addAttribute(
                "related",
                related.stream()
                        .filter(one -> !one.eventId().equals(event))
                        .map(one -> EventRow.of(one, known))
                        .toList());
        return "audit/event";
    }

    @GetMapping("/events/{event}/proof")
    String prove(@PathVariable UUID event, Model page) {
        page.addAttribute("proof", trail.proof(event));
        return "audit/proof";
    }
}
