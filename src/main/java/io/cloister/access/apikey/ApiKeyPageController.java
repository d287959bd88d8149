package io.cloister.access.apikey;

import io.cloister.platform.PageNotice;
import io.cloister.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people make keys for their programs, and end them. */
@Controller
@RequestMapping("/keys")
@PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class ApiKeyPageController {

    private static final String VIEW = "access/keys";
    private static final int USUAL_DAYS = 90;

    private final ApiKeys keys;
    private final Clock clock;

    ApiKeyPageController(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        return show(new KeyForm("", Set.of(ApiScope.MODELS, ApiScope.CHAT), USUAL_DAYS), model);
    }

    /** Answers with the page itself: a redirect would have to keep the key somewhere. */
    @PostMapping
    String make(@ModelAttribute("form") KeyForm form, Model model) {
        try {
            model.addAttribute("made", keys.make(form.asNewKey()).text());
        } catch (Problem refused) {
            model.addAttribute("refused", refused.sentence());
            return show(form, model);
        }
        return list(model);
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable UUID id, RedirectAttributes redirect) {
        PageNotice.afterwards(redirect, () -> keys.revokeMine(id), "access.keys.revoked");
        return "redirect:/keys";
    }

    private String show(KeyForm form, Model model) {
        Instant now = clock.instant();
        model.addAttribute("form", form);
        model.addAttribute("scopes", ApiScope.values());
        model.addAttribute(
                "keys", keys.mine().stream().map(key -> KeyRow.of(key, now)).toList());
        return VIEW;
    }

    /** What the form sends; what is missing is null or 0. */
    record KeyForm(@Nullable String name, @Nullable Set<ApiScope> scopes, int days) {

        NewApiKey asNewKey() {
            return new NewApiKey(name == null ? "" : name, scopes == null ? Set.of() : scopes, days);
        }
    }
}
