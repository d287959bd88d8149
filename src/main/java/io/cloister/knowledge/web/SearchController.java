package io.cloister.knowledge.web;

import io.cloister.access.PersonId;
import io.cloister.knowledge.CollectionId;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {

    private static final int LONGEST_QUESTION = 2000;

    private final AuditedSearch search;
    private final CurrentActor actor;

    SearchController(AuditedSearch search, CurrentActor actor) {
        this.search = search;
        this.actor = actor;
    }

    /** @param collection none for everything that may be read */
    @GetMapping("/api/search")
    @PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
    SearchView search(@RequestParam String q, @RequestParam(defaultValue = "") Set<UUID> collection) {
        if (q.isBlank() || q.length() > LONGEST_QUESTION) {
            throw new Problem(ProblemType.INVALID_INPUT, "Ask something of 1 to " + LONGEST_QUESTION + " characters.");
        }
        return SearchView.of(search.search(
                new PersonId(actor.require().actorId().value()),
                q,
                collection.stream().map(CollectionId::new).collect(Collectors.toUnmodifiableSet())));
    }
}
