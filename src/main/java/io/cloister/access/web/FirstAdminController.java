package io.cloister.access.web;

import io.cloister.platform.PageNotice;
import io.cloister.platform.Problem;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows an empty installation's only page: its first administrator is created here. */
@Controller
@RequestMapping("/set-up")
@PreAuthorize("permitAll()")
class FirstAdminController {

    private static final String VIEW = "access/set-up";
    private static final String SIGN_IN = "redirect:/login";

    private final FirstAdmin firstAdmin;

    FirstAdminController(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
    }

    @GetMapping
    String show(@ModelAttribute("form") SetUpForm form) {
        return firstAdmin.isWanted() ? VIEW : SIGN_IN;
    }

    @PostMapping
    String create(@ModelAttribute("form") SetUpForm form, Model model, RedirectAttributes redirect) {
        try {
            firstAdmin.appoint(form);
        } catch (Problem refused) {
            model.addAttribute(PageNotice.ATTRIBUTE, PageNotice.refused(refused));
            return firstAdmin.isWanted() ? VIEW : SIGN_IN;
        }
        PageNotice.done("access.set-up.done", form.username()).addTo(redirect);
        return SIGN_IN;
    }
}
