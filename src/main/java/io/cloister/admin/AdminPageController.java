package io.cloister.admin;

import io.cloister.platform.DashboardCard;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the cards that features contribute. */
@Controller
@PreAuthorize("hasRole('ADMIN')")
class AdminPageController {

    private final List<DashboardCard> cards;

    AdminPageController(ObjectProvider<DashboardCard> cards) {
        this.cards = cards.stream()
                .sorted(Comparator.comparingInt(DashboardCard::order))
                .toList();
    }

    @GetMapping("/admin")
    String home(Model model) {
        model.addAttribute("cards", cards);
        return "admin/home";
    }
}
