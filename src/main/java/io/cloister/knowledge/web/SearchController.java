package io.cloister.knowledge.web;

import io.cloister.access.PersonId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.SearchFilter;
import io.cloister.knowledge.SearchMode;
import io.cloister.knowledge.SearchRequest;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {

    private static final int LONGEST_QUESTION = 10_000;
    private static final int LIMIT = 10;

    private final AuditedSearch search;
    private final CurrentActor actor;

    SearchController(AuditedSearch search, CurrentActor actor) {
        this.search = search;
        this.actor = actor;
    }

    /**
     * @param collection none for everything that may be read
     * @param type media types of documents; none for all
     * @param from first day on which documents came in
     * @param until last day on which documents came in
     * @param mode by words, by meaning, or by both
     */
    @GetMapping("/api/search")
    @PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
    SearchView search(
            @RequestParam String q,
            @RequestParam(defaultValue = "") Set<UUID> collection,
            @RequestParam(defaultValue = "") Set<String> type,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "HYBRID") SearchMode mode) {
        if (q.isBlank() || q.length() > LONGEST_QUESTION) {
            throw new Problem(ProblemType.INVALID_INPUT, "Ask something of 1 to " + LONGEST_QUESTION + " characters.");
        }
        // A name that is empty must not open what it was meant to close.
        if (collection.stream().anyMatch(Objects::isNull)) {
            throw new Problem(
                    ProblemType.INVALID_INPUT, "Name collections by their ids, with one comma between two of them.");
        }
        return SearchView.of(search.search(
                new PersonId(actor.require().actorId().value()),
                new SearchRequest(
                        q,
                        collection.stream().map(CollectionId::new).collect(Collectors.toUnmodifiableSet()),
                        new SearchFilter(type, from, until),
                        LIMIT,
                        mode)));
    }
}
