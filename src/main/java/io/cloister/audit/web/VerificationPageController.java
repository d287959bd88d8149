package io.cloister.audit.web;

import io.cloister.audit.AuditTrail;
import io.cloister.audit.VerificationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Checks the whole trail at the press of a button and says in plain words what came of it. */
@Controller
@RequestMapping("/audit/verification")
@PreAuthorize("hasRole('COMPLIANCE_OFFICER')")
class VerificationPageController {

    private static final String VIEW = "audit/verification";

    private final AuditTrail trail;
    private final Clock clock;

    VerificationPageController(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping
    String show(Model page) {
        page.addAttribute("checkpoint", trail.checkpoint().orElse(null));
        return VIEW;
    }

    @PostMapping
    String verify(Model page) {
        Instant begin = clock.instant();
        VerificationReport report = trail.verify();
        page.addAttribute("report", report);
        page.addAttribute("checkedAt", begin);
        page.addAttribute(
                "milliseconds", Duration.between(begin, clock.instant()).toMillis());
        return show(page);
    }
}
