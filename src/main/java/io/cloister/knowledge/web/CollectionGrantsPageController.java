package io.cloister.knowledge.web;

import io.cloister.access.GrantView;
import io.cloister.access.Grantee;
import io.cloister.access.GranteeNames;
import io.cloister.access.Grants;
import io.cloister.access.People;
import io.cloister.access.Resource;
import io.cloister.access.ResourceKind;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentCollections.CollectionSummary;
import io.cloister.platform.PageNotice;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Decides who may read which collection; shows collections by name only. */
@Controller
@RequestMapping("/admin/collections")
@PreAuthorize("hasRole('ADMIN')")
class CollectionGrantsPageController {

    private static final String SELF = "redirect:/admin/collections#collection-";

    private final DocumentCollections collections;
    private final Grants grants;
    private final People people;
    private final GranteeNames names;

    CollectionGrantsPageController(DocumentCollections collections, Grants grants, People people, GranteeNames names) {
        this.collections = collections;
        this.grants = grants;
        this.people = people;
        this.names = names;
    }

    @GetMapping
    String list(Model page) {
        Map<UUID, List<GrantView>> byCollection = grants.all(ResourceKind.COLLECTION).stream()
                .collect(Collectors.groupingBy(
                        grant -> grant.resource().id(),
                        Collectors.mapping(GrantView::of, Collectors.toUnmodifiableList())));
        page.addAttribute(
                "rows",
                collections.forGranting().stream()
                        .map(one ->
                                new Row(one, byCollection.getOrDefault(one.id().value(), List.of())))
                        .toList());
        page.addAttribute("departments", people.departments());
        page.addAttribute("people", people.all());
        return "knowledge/collection-grants";
    }

    @PostMapping("/{collection}/grants")
    String grant(@PathVariable UUID collection, @RequestParam Grantee grantee, RedirectAttributes redirect) {
        CollectionSummary summary = require(collection);
        PageNotice.afterwards(
                redirect,
                () -> grants.grant(new Resource(ResourceKind.COLLECTION, collection), grantee),
                "knowledge.grants.granted",
                summary.name(),
                names.nameOf(grantee));
        return SELF + collection;
    }

    @PostMapping("/{collection}/grants/remove")
    String revoke(@PathVariable UUID collection, @RequestParam Grantee grantee, RedirectAttributes redirect) {
        CollectionSummary summary = require(collection);
        PageNotice.afterwards(
                redirect,
                () -> grants.revoke(new Resource(ResourceKind.COLLECTION, collection), grantee),
                "knowledge.grants.revoked",
                summary.name(),
                names.nameOf(grantee));
        return SELF + collection;
    }

    private CollectionSummary require(UUID collection) {
        return collections.forGranting().stream()
                .filter(one -> one.id().value().equals(collection))
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such collection."));
    }

    record Row(CollectionSummary collection, List<GrantView> grants) {}
}
