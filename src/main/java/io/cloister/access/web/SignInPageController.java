package io.cloister.access.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the sign-in form; the security chain receives it. */
@Controller
@PreAuthorize("permitAll()")
class SignInPageController {

    @GetMapping("/login")
    String form() {
        return "access/login";
    }
}
