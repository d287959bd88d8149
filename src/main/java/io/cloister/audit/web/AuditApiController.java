package io.cloister.audit.web;

import io.cloister.audit.AuditFilter;
import io.cloister.audit.AuditRecord;
import io.cloister.audit.AuditTrail;
import io.cloister.audit.Checkpoint;
import io.cloister.audit.InclusionProof;
import io.cloister.audit.Outcome;
import io.cloister.audit.VerificationReport;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import io.cloister.platform.ResultPage;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail for programs of compliance officers. Nothing here changes it. */
@RestController
@RequestMapping("/api/audit")
@PreAuthorize("hasRole('COMPLIANCE_OFFICER')")
class AuditApiController {

    private final AuditTrail trail;

    AuditApiController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/events")
    ResultPage<AuditRecord> events(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable UUID actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID department,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        if (page < 0 || size < 1 || size > AuditFilter.MAX_SIZE) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "Ask for a page from 0 on, with a size from 1 to " + AuditFilter.MAX_SIZE + ".");
        }
        return trail.find(new AuditFilter(from, to, actor, action, department, outcome(outcome), q, page, size));
    }

    @GetMapping("/events/{id}")
    AuditRecord event(@PathVariable UUID id) {
        return trail.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such event."));
    }

    @GetMapping("/events/{id}/proof")
    InclusionProof proof(@PathVariable UUID id) {
        return trail.proof(id);
    }

    @GetMapping("/checkpoint")
    Checkpoint checkpoint() {
        return trail.checkpoint().orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "Nothing has been sealed yet."));
    }

    @GetMapping("/verification")
    VerificationReport verification() {
        return trail.verify();
    }

    private static @Nullable Outcome outcome(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Outcome.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The outcome is one of success, failure, denied, aborted and indeterminate.",
                    e);
        }
    }
}
