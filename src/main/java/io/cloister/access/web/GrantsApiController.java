package io.cloister.access.web;

import io.cloister.access.GrantView;
import io.cloister.access.GrantableResources;
import io.cloister.access.Grantee;
import io.cloister.access.Grants;
import io.cloister.access.Resource;
import io.cloister.access.ResourceKind;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.util.StdConverter;

/** Grants for programs; both changes may be repeated without harm. */
@RestController
@RequestMapping("/api/admin/grants")
@PreAuthorize("hasRole('ADMIN')")
class GrantsApiController {

    private final Grants grants;
    private final List<GrantableResources> grantable;

    GrantsApiController(Grants grants, List<GrantableResources> grantable) {
        this.grants = grants;
        this.grantable = grantable;
    }

    @GetMapping
    List<GrantDocument> all(@RequestParam ResourceKind kind) {
        return grants.all(kind).stream().map(GrantDocument::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void grant(@Valid @RequestBody GrantRequest request) {
        grants.grant(known(request.kind(), request.resource()), request.grantee());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@RequestParam ResourceKind kind, @RequestParam UUID resource, @RequestParam Grantee grantee) {
        grants.revoke(known(kind, resource), grantee);
    }

    private Resource known(ResourceKind kind, UUID id) {
        if (grantable.stream().noneMatch(resources -> resources.kind() == kind && resources.contains(id))) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such model or collection; check its id.");
        }
        return new Resource(kind, id);
    }

    /** @param grantee {@code department:} or {@code person:} and an id */
    record GrantRequest(
            @NotNull ResourceKind kind,
            @NotNull UUID resource,

            @NotNull @JsonDeserialize(converter = GranteeReference.class)
            Grantee grantee) {}

    /** A grant as it stands. */
    record GrantDocument(ResourceKind kind, UUID resource, String grantee, String name, Instant since) {

        static GrantDocument of(Grants.Grant grant) {
            GrantView view = GrantView.of(grant);
            return new GrantDocument(
                    grant.resource().kind(), grant.resource().id(), view.reference(), view.name(), view.since());
        }
    }

    /** Reads a grantee in a document the way forms send it. */
    static final class GranteeReference extends StdConverter<String, Grantee> {

        private final GranteeConverter converter = new GranteeConverter();

        @Override
        public Grantee convert(String reference) {
            return converter.convert(reference);
        }
    }
}
