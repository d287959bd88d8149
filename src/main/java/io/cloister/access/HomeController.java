package io.cloister.access;

import io.cloister.platform.Actor;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.NavigationEntry;
import java.util.Comparator;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads everybody to the first page that their roles open. */
@Controller
@PreAuthorize("isAuthenticated()")
class HomeController {

    private final List<NavigationEntry> entries;
    private final CurrentActor currentActor;

    HomeController(List<NavigationEntry> entries, CurrentActor currentActor) {
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(NavigationEntry::order))
                .toList();
        this.currentActor = currentActor;
    }

    @GetMapping("/")
    String home() {
        Actor actor = currentActor.require();
        return entries.stream()
                .filter(entry -> actor.roleNames().contains(entry.role()))
                .findFirst()
                .map(entry -> "redirect:" + entry.path())
                .orElse("redirect:/login");
    }
}
