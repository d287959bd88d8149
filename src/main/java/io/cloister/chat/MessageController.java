package io.cloister.chat;

import io.cloister.assistant.AnswerPart;
import io.cloister.assistant.Answering;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Questions, answered as a stream or at once. */
@RestController
@RequestMapping("/api/conversations/{id}/messages")
@PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class MessageController {

    private final ConversationLog conversations;

    MessageController(ConversationLog conversations) {
        this.conversations = conversations;
    }

    @PostMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@PathVariable UUID id, @RequestBody Ask ask) {
        AnswerDraft draft = new AnswerDraft(UUID.randomUUID(), id);
        Answering answering = ask(draft, ask);
        // No limit of time: a model may take as long as it needs, and a reader who left is noticed at the next token.
        SseEmitter emitter = new SseEmitter(0L);
        AnswerStream stream = new AnswerStream(emitter, draft, answering);
        AnswerRun run = new AnswerRun(conversations, answering, draft);
        Thread.ofVirtual()
                .name("answer-" + draft.id())
                .start(new DelegatingSecurityContextRunnable(() -> stream.carry(run)));
        return emitter;
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Answer whole(@PathVariable UUID id, @RequestBody Ask ask) {
        AnswerDraft draft = new AnswerDraft(UUID.randomUUID(), id);
        Answering answering = ask(draft, ask);
        new AnswerRun(conversations, answering, draft).run(() -> {}, _ -> {});
        return new Answer(
                draft.id(),
                draft.text(),
                draft.citations(),
                answering.modelTitle(),
                Usage.of(draft.finished()),
                answering.receipt());
    }

    private Answering ask(AnswerDraft draft, Ask ask) {
        return conversations.ask(
                draft.conversation(),
                draft.id(),
                ask.text() == null ? "" : ask.text(),
                ask.model(),
                ask.collections() == null ? Set.of() : ask.collections());
    }

    record Ask(
            @Nullable String text,
            @Nullable UUID model,
            @Nullable Set<UUID> collections) {}

    record Answer(
            UUID messageId,
            String text,
            List<AnswerPart.Citation> citations,
            String model,
            Usage usage,
            UUID auditReceipt) {}

    record Usage(int promptTokens, int completionTokens) {

        static Usage of(AnswerPart.@Nullable Finished finished) {
            return finished == null ? new Usage(0, 0) : new Usage(finished.promptTokens(), finished.completionTokens());
        }
    }
}
