package io.cloister.gateway.web;

import io.cloister.assistant.PromptBatch;
import io.cloister.inference.Requester.Urgency;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers in a conversation, and continued texts. */
@RestController
@PreAuthorize("hasAuthority('SCOPE_chat') and hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class ChatController {

    private final RequestReader requests;
    private final Delivery delivery;
    private final GatewaySettings settings;
    private final Clock clock;

    ChatController(RequestReader requests, Delivery delivery, GatewaySettings settings, Clock clock) {
        this.requests = requests;
        this.delivery = delivery;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/v1/chat/completions")
    Object chat(HttpServletRequest body) throws IOException {
        ChatRequest request = requests.read(body, ChatRequest.class);
        PromptBatch batch = batch(
                request,
                request.prompts(
                        List.of(request.conversation()),
                        request.maxNewTokens(settings.maxNewTokens()),
                        request.rules()));
        return request.isStream()
                ? delivery.stream(batch, request, ChatStream::new)
                : delivery.whole(batch, request.each(), WholeAnswer::asChat);
    }

    @PostMapping("/v1/completions")
    Object continuation(HttpServletRequest body) throws IOException {
        CompletionRequest request = requests.read(body, CompletionRequest.class);
        PromptBatch batch =
                batch(request, request.prompts(request.continuations(), request.maxNewTokens(), request.rules()));
        return request.isStream()
                ? delivery.stream(batch, request, ContinuationStream::new)
                : delivery.whole(batch, request.each(), WholeAnswer::asContinuation);
    }

    /** Somebody reads along where an answer is streamed. */
    private PromptBatch batch(TextRequest request, List<io.cloister.assistant.Prompt> prompts) {
        return request.isStream()
                ? new PromptBatch(request.model(), prompts, Urgency.INTERACTIVE, null)
                : new PromptBatch(
                        request.model(), prompts, Urgency.BATCH, clock.instant().plus(settings.timeLimit()));
    }
}
