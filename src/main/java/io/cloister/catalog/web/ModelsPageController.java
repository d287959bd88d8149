package io.cloister.catalog.web;

import io.cloister.access.GrantView;
import io.cloister.access.Grantee;
import io.cloister.access.GranteeNames;
import io.cloister.access.Grants;
import io.cloister.access.People;
import io.cloister.access.Resource;
import io.cloister.access.ResourceKind;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelTask;
import io.cloister.platform.PageNotice;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Comparator;
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

/** Shows the models of the house, offers them, and decides who may use which. */
@Controller
@RequestMapping("/admin/models")
@PreAuthorize("hasRole('ADMIN')")
class ModelsPageController {

    private static final Comparator<ModelDescription> WAITING_FOR_A_DECISION_FIRST =
            Comparator.comparing(ModelDescription::enabled);

    private final ModelCatalog catalog;
    private final ShownImports imports;
    private final Grants grants;
    private final People people;
    private final GranteeNames names;

    ModelsPageController(ModelCatalog catalog, ShownImports imports, Grants grants, People people, GranteeNames names) {
        this.catalog = catalog;
        this.imports = imports;
        this.grants = grants;
        this.people = people;
        this.names = names;
    }

    @GetMapping
    String list(Model page) {
        Map<UUID, List<GrantView>> byModel = grants.all(ResourceKind.MODEL).stream()
                .collect(Collectors.groupingBy(
                        grant -> grant.resource().id(),
                        Collectors.mapping(GrantView::of, Collectors.toUnmodifiableList())));
        page.addAttribute(
                "models",
                catalog.all().stream()
                        .sorted(WAITING_FOR_A_DECISION_FIRST)
                        .map(model -> new ModelRow(
                                model,
                                model.task() == ModelTask.GENERATION,
                                byModel.getOrDefault(model.id().value(), List.of())))
                        .toList());
        page.addAttribute("imports", imports.rows());
        page.addAttribute("departments", people.departments());
        page.addAttribute("people", people.all());
        return "catalog/models";
    }

    /** The address of one model, which is a place on the page of all. */
    @GetMapping("/{model}")
    String one(@PathVariable UUID model) {
        return placeOf(model);
    }

    @PostMapping("/{model}/offer")
    String offer(@PathVariable UUID model, RedirectAttributes redirect) {
        ModelDescription description = require(model);
        PageNotice.afterwards(
                redirect, () -> catalog.offer(description.id(), true), "catalog.offer.done", description.title());
        return placeOf(model);
    }

    @PostMapping("/{model}/withdraw")
    String withdraw(@PathVariable UUID model, RedirectAttributes redirect) {
        ModelDescription description = require(model);
        PageNotice.afterwards(
                redirect, () -> catalog.offer(description.id(), false), "catalog.withdraw.done", description.title());
        return placeOf(model);
    }

    @PostMapping("/{model}/grants")
    String grant(@PathVariable UUID model, @RequestParam Grantee grantee, RedirectAttributes redirect) {
        ModelDescription description = require(model);
        PageNotice.afterwards(
                redirect,
                () -> grants.grant(new Resource(ResourceKind.MODEL, model), grantee),
                "catalog.models.granted",
                description.title(),
                names.nameOf(grantee));
        return placeOf(model);
    }

    @PostMapping("/{model}/grants/remove")
    String revoke(@PathVariable UUID model, @RequestParam Grantee grantee, RedirectAttributes redirect) {
        ModelDescription description = require(model);
        PageNotice.afterwards(
                redirect,
                () -> grants.revoke(new Resource(ResourceKind.MODEL, model), grantee),
                "catalog.models.revoked",
                description.title(),
                names.nameOf(grantee));
        return placeOf(model);
    }

    private static String placeOf(UUID model) {
        return "redirect:/admin/models#model-" + model;
    }

    private ModelDescription require(UUID model) {
        return catalog.find(new ModelId(model))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such model."));
    }
}
