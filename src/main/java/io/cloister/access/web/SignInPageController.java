package io.cloister.access.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the sign-in form; the security chain receives it. An empty installation is set up first. */
@Controller
@PreAuthorize("permitAll()")
class SignInPageController {

    private final FirstAdmin firstAdmin;

    SignInPageController(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
    }

    @GetMapping("/login")
    String form() {
        return firstAdmin.isWanted() ? "redirect:/set-up" : "access/login";
    }
}
