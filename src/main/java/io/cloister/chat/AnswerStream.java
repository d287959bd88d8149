package io.cloister.chat;

import io.cloister.assistant.AnswerPart;
import io.cloister.assistant.Answering;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An answer on its way to a browser, as server-sent events. */
final class AnswerStream {

    private static final Logger log = LoggerFactory.getLogger(AnswerStream.class);

    private final SseEmitter emitter;
    private final AnswerDraft draft;
    private final Answering answering;

    AnswerStream(SseEmitter emitter, AnswerDraft draft, Answering answering) {
        this.emitter = emitter;
        this.draft = draft;
        this.answering = answering;
    }

    void carry(AnswerRun run) {
        try {
            run.run(this::sendStart, this::send);
            sendDone();
            emitter.complete();
        } catch (AnswerRun.ReaderGone e) {
            log.debug("The reader of answer {} went away", draft.id());
        } catch (RuntimeException e) {
            sendError(e);
        }
    }

    private void send(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text text -> send("token", Map.of("text", text.text()));
            case AnswerPart.Citation citation -> send("citation", citation);
            case AnswerPart.Finished _ -> {
                // Told when the answer is kept and on record.
            }
        }
    }

    private void sendStart() {
        send(
                "start",
                Map.of(
                        "messageId",
                        draft.id(),
                        "auditReceipt",
                        answering.receipt(),
                        "lookedFor",
                        answering.lookedFor()));
    }

    private void sendDone() {
        AnswerPart.Finished finished = draft.finished();
        send(
                "done",
                Map.of(
                        "finishReason",
                        finished == null ? "stop" : finished.finishReason(),
                        "model",
                        answering.modelTitle(),
                        "usage",
                        MessageController.Usage.of(finished)));
    }

    private void sendError(RuntimeException cause) {
        Problem problem = cause instanceof Problem known
                ? known
                : new Problem(
                        ProblemType.UNAVAILABLE,
                        "The answer could not be finished. Try again in a moment; if it stays so, tell your"
                                + " administrator the receipt " + answering.receipt() + ".");
        if (!(cause instanceof Problem)) {
            log.error("Answer {} failed, receipt {}", draft.id(), answering.receipt(), cause);
        }
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(problem.type().status(), problem.sentence());
        detail.setType(problem.type().uri());
        detail.setTitle(problem.type().title());
        try {
            send("error", detail);
            emitter.complete();
        } catch (AnswerRun.ReaderGone e) {
            log.debug("The reader of answer {} went away", draft.id());
        }
    }

    private void send(String name, Object data) {
        try {
            emitter.send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
        } catch (IOException | IllegalStateException e) {
            throw new AnswerRun.ReaderGone(e);
        }
    }
}
