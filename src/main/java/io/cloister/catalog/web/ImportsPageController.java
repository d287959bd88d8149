package io.cloister.catalog.web;

import io.cloister.catalog.intake.ModelImports;
import io.cloister.platform.PageNotice;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The models that are on their way in, as a part of the page of models that its script asks for again and again. */
@Controller
@RequestMapping("/admin/models/imports")
@PreAuthorize("hasRole('ADMIN')")
class ImportsPageController {

    private final ModelImports imports;
    private final ShownImports shown;

    ImportsPageController(ModelImports imports, ShownImports shown) {
        this.imports = imports;
        this.shown = shown;
    }

    @GetMapping
    String list(Model page) {
        page.addAttribute("imports", shown.rows());
        return "catalog/_imports :: imports";
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, RedirectAttributes redirect) {
        String title = imports.require(id).order().title();
        PageNotice.afterwards(redirect, () -> imports.cancel(id), "catalog.import.cancel.done", title);
        return "redirect:/admin/models";
    }
}
