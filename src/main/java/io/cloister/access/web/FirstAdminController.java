package io.cloister.access.web;

import io.cloister.access.web.FirstAdmin.NewAdmin;
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

    private static final String SIGN_IN = "redirect:/login";

    private final FirstAdmin firstAdmin;

    FirstAdminController(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
    }

    @GetMapping
    String show(@ModelAttribute("form") SetUpForm form) {
        return firstAdmin.isWanted() ? "access/set-up" : SIGN_IN;
    }

    @PostMapping
    String create(@ModelAttribute("form") SetUpForm form, Model model, RedirectAttributes redirect) {
        try {
            firstAdmin.appoint(form.token(), form.department(), form.admin());
        } catch (Problem refused) {
            model.addAttribute(PageNotice.ATTRIBUTE, PageNotice.refused(refused));
            return firstAdmin.isWanted() ? "access/set-up" : SIGN_IN;
        }
        PageNotice.done("access.set-up.done", form.username()).addTo(redirect);
        return SIGN_IN;
    }

    /** What the form sends; what is missing is empty. */
    record SetUpForm(String token, String name, String username, String password, String department) {

        // Binding hands over null for what was not sent.
        @SuppressWarnings("NullAway")
        SetUpForm {
            token = orEmpty(token);
            name = orEmpty(name);
            username = orEmpty(username);
            password = orEmpty(password);
            department = orEmpty(department);
        }

        NewAdmin admin() {
            return new NewAdmin(name, username, password);
        }

        private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
            return text == null ? "" : text;
        }

        @Override
        public String toString() {
            return "SetUpForm[" + username + "]";
        }
    }
}
