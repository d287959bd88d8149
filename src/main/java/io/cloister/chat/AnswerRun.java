package io.cloister.chat;

import io.cloister.assistant.AnswerPart;
import io.cloister.assistant.Answering;
import io.cloister.platform.Problem;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one admitted question to its end, and makes sure that this end is kept and on record. */
final class AnswerRun {

    private static final Logger log = LoggerFactory.getLogger(AnswerRun.class);

    private final ConversationLog conversations;
    private final Answering answering;
    private final AnswerDraft draft;

    AnswerRun(ConversationLog conversations, Answering answering, AnswerDraft draft) {
        this.conversations = conversations;
        this.answering = answering;
        this.draft = draft;
    }

    /**
     * Runs to the end.
     *
     * @param greeting what the reader is told first
     * @throws ReaderGone where the reader went away; anything else where there is no answer
     */
    void run(Runnable greeting, Consumer<AnswerPart> reader) {
        try {
            greeting.run();
            answering.run(part -> {
                draft.add(part);
                reader.accept(part);
            });
            conversations.complete(answering, draft);
        } catch (ReaderGone e) {
            answering.abort();
            conversations.keepUnfinished(answering, draft, Message.State.STOPPED);
            throw e;
        } catch (RuntimeException e) {
            recordFailure(e);
            throw e;
        }
    }

    private void recordFailure(RuntimeException cause) {
        try {
            answering.fail(cause instanceof Problem problem ? problem.type().name() : "internal");
            conversations.keepUnfinished(answering, draft, Message.State.FAILED);
        } catch (RuntimeException e) {
            // The intent stands; whoever starts next closes it as indeterminate.
            log.error("The end of answer {} could not be recorded", draft.id(), e);
        }
    }

    /** Thrown by a reader to whom nothing can be handed any more. */
    static final class ReaderGone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReaderGone(Throwable cause) {
            super(cause);
        }
    }
}
