package io.cloister.access.apikey;

import io.cloister.platform.PageNotice;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everybody's keys, for administrators: they end them, and never see what makes them. */
@Controller
@RequestMapping("/admin/keys")
@PreAuthorize("hasRole('ADMIN')")
class ApiKeyAdminPageController {

    private final ApiKeys keys;
    private final Clock clock;

    ApiKeyAdminPageController(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        Instant now = clock.instant();
        model.addAttribute(
                "keys", keys.all().stream().map(key -> KeyRow.of(key, now)).toList());
        return "access/all-keys";
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable UUID id, RedirectAttributes redirect) {
        PageNotice.afterwards(redirect, () -> keys.revoke(id), "access.keys.revoked");
        return "redirect:/admin/keys";
    }
}
