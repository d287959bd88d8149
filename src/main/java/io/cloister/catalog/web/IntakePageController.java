package io.cloister.catalog.web;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.Openness;
import io.cloister.catalog.WeightsType;
import io.cloister.catalog.hub.Hub;
import io.cloister.catalog.intake.ImportOrder;
import io.cloister.catalog.intake.ModelImports;
import io.cloister.platform.PageNotice;
import io.cloister.platform.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a model is brought in. What is uploaded goes by the HTTP for programs, which scripts of the page use. */
@Controller
@RequestMapping("/admin/models/new")
@PreAuthorize("hasRole('ADMIN')")
class IntakePageController {

    private static final String PAGE = "catalog/intake";

    private final ModelImports imports;
    private final ModelCatalog catalog;
    private final Hub hub;

    IntakePageController(ModelImports imports, ModelCatalog catalog, Hub hub) {
        this.imports = imports;
        this.catalog = catalog;
        this.hub = hub;
    }

    @GetMapping
    String open(@ModelAttribute("form") IntakeForm form) {
        return PAGE;
    }

    /** Here again with everything as typed where it was refused. */
    @PostMapping
    String bringIn(@ModelAttribute("form") IntakeForm form, Model page, RedirectAttributes redirect) {
        try {
            ImportOrder order = form.order();
            imports.start(order);
            PageNotice.done("catalog.intake.started", order.title()).addTo(redirect);
            return "redirect:/admin/models";
        } catch (Problem problem) {
            page.addAttribute(PageNotice.ATTRIBUTE, PageNotice.refused(problem));
            return PAGE;
        }
    }

    /** Null where none is configured. */
    @ModelAttribute("hub")
    @Nullable String hub() {
        return hub.address().orElse(null);
    }

    @ModelAttribute("places")
    List<Place> places() {
        return List.of(Place.values());
    }

    /** The last: as the model's own files say. */
    @ModelAttribute("opennesses")
    List<String> opennesses() {
        return Stream.concat(
                        Stream.of(""),
                        Arrays.stream(Openness.values())
                                .filter(openness -> openness != Openness.UNKNOWN)
                                .map(Openness::code))
                .toList();
    }

    /** The models that an adapter may run on. */
    @ModelAttribute("bases")
    List<ModelDescription> bases() {
        return catalog.all().stream()
                .filter(model -> model.runtime() == ModelRuntime.ONNX_DECODER)
                .toList();
    }

    @ModelAttribute("weightsTypes")
    List<String> weightsTypes() {
        return Stream.of(WeightsType.INT4, WeightsType.INT8, WeightsType.FP16, WeightsType.FP32)
                .map(WeightsType::code)
                .toList();
    }
}
