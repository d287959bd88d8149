package io.cloister.chat;

import io.cloister.assistant.AnswerPart;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The signed-in person's own conversations. */
@RestController
@RequestMapping("/api/conversations")
@PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class ConversationController {

    private static final TypeReference<List<AnswerPart.Citation>> CITATIONS = new TypeReference<>() {};

    private final ConversationLog conversations;
    private final JsonMapper json;

    ConversationController(ConversationLog conversations, JsonMapper json) {
        this.conversations = conversations;
        this.json = json;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Created start(@RequestBody(required = false) @Nullable Start start) {
        return new Created(
                conversations.start(start == null ? null : start.title()).id());
    }

    @GetMapping
    List<Line> mine() {
        return conversations.mine().stream()
                .map(conversation -> new Line(conversation.id(), conversation.title(), conversation.updatedAt()))
                .toList();
    }

    @GetMapping("/{id}")
    Whole whole(@PathVariable UUID id) {
        Conversation conversation = conversations.require(id);
        return new Whole(
                id,
                conversation.title(),
                conversations.messages(id).stream().map(this::view).toList());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        conversations.delete(id);
    }

    private MessageView view(Message message) {
        return new MessageView(
                message.id(),
                message.author().name().toLowerCase(Locale.ROOT),
                message.text(),
                message.model(),
                json.readValue(message.citations(), CITATIONS),
                message.state().name().toLowerCase(Locale.ROOT),
                message.createdAt());
    }

    record Start(@Nullable String title) {}

    record Created(UUID id) {}

    record Line(UUID id, String title, Instant updatedAt) {}

    record Whole(UUID id, String title, List<MessageView> messages) {}

    record MessageView(
            UUID id,
            String role,
            String text,
            @Nullable String model,
            List<AnswerPart.Citation> citations,
            String state,
            Instant at) {}
}
