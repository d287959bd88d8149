package io.cloister.gateway.web;

import io.cloister.assistant.PromptBatch;
import io.cloister.assistant.PromptPipeline;
import io.cloister.assistant.Prompting;
import io.cloister.gateway.OpenAiRefusals;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Has calls carried out and sends what comes of them, at once or piece by piece. */
@Component
class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final PromptPipeline pipeline;
    private final OpenCalls calls;
    private final OpenAiRefusals refusals;
    private final JsonMapper json;
    private final Clock clock;

    Delivery(PromptPipeline pipeline, OpenCalls calls, OpenAiRefusals refusals, JsonMapper json, Clock clock) {
        this.pipeline = pipeline;
        this.calls = calls;
        this.refusals = refusals;
        this.json = json;
        this.clock = clock;
    }

    <T> T whole(PromptBatch batch, int each, Function<WholeAnswer, T> form) {
        try (var _ = calls.enter()) {
            Prompting prompting = pipeline.begin(batch);
            var answer = new WholeAnswer(head(prompting, each), batch.prompts().size());
            prompting.run(answer);
            return form.apply(answer);
        }
    }

    /** What stands against the call is thrown here; what comes up afterwards is an event. */
    SseEmitter stream(
            PromptBatch batch, TextRequest request, BiFunction<AnswerHead, EventStream, StreamedAnswer> form) {
        OpenCalls.Call call = calls.enter();
        try {
            Prompting prompting = pipeline.begin(batch);
            prompting.start();
            // No limit of time: whoever left is noticed at the next token.
            SseEmitter emitter = new SseEmitter(0L);
            EventStream events = new EventStream(emitter, json);
            StreamedAnswer answer = form.apply(head(prompting, request.each()), events);
            Thread.ofVirtual().name("call-" + prompting.receipt()).start(new DelegatingSecurityContextRunnable(() -> {
                try (call) {
                    carry(prompting, answer, events, request.wantsUsage());
                }
            }));
            return emitter;
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    private void carry(Prompting prompting, StreamedAnswer answer, EventStream events, boolean tellUsage) {
        try {
            prompting.run(answer);
            answer.end(tellUsage);
        } catch (Prompting.ReaderGone e) {
            LOG.debug("The program behind the call {} went away", prompting.receipt());
        } catch (RuntimeException e) {
            tell(e, prompting, events);
        }
    }

    private void tell(RuntimeException cause, Prompting prompting, EventStream events) {
        Problem problem;
        if (cause instanceof Problem known) {
            problem = known;
        } else {
            LOG.error("The call {} failed", prompting.receipt(), cause);
            problem = new Problem(
                    ProblemType.INTERNAL,
                    "The answer could not be finished. Try again; if it stays so, give your administrator the receipt "
                            + prompting.receipt() + ".");
        }
        try {
            events.fail(refusals.body(problem));
        } catch (Prompting.ReaderGone e) {
            LOG.debug("The program behind the call {} went away", prompting.receipt());
        }
    }

    private AnswerHead head(Prompting prompting, int each) {
        return new AnswerHead(prompting.receipt(), clock.instant(), prompting.model(), each);
    }
}
