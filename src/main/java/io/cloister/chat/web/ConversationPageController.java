package io.cloister.chat.web;

import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The frame of the conversation page; what it shows comes from the interface under {@code /api}. */
@Controller
@PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class ConversationPageController {

    private static final String VIEW = "chat/conversation";

    @GetMapping("/chat")
    String begin() {
        return VIEW;
    }

    @GetMapping("/chat/{conversation}")
    String open(@PathVariable UUID conversation, Model model) {
        model.addAttribute("conversation", conversation);
        return VIEW;
    }
}
