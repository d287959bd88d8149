package io.cloister.inference.web;

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

/** The models in memory, for people. */
@Controller
@RequestMapping("/admin/running-models")
@PreAuthorize("hasRole('ADMIN')")
class RunningModelsPageController {

    private final RunningModels models;

    RunningModelsPageController(RunningModels models) {
        this.models = models;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("models", models.all());
        return "inference/running-models";
    }

    @PostMapping("/{id}/unload")
    String unload(@PathVariable UUID id, RedirectAttributes redirect) {
        PageNotice.afterwards(redirect, () -> models.unload(id), "inference.running.unloaded");
        return "redirect:/admin/running-models";
    }
}
