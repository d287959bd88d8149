package io.cloister.chat;

import io.cloister.assistant.AnswerPipeline;
import io.cloister.assistant.Answering;
import io.cloister.assistant.Question;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The signed-in person's conversations: each step of one in a transaction of its own. */
@Component
@Transactional
class ConversationLog {

    static final int LONGEST_QUESTION = 8_000;

    private final Conversations conversations;
    private final Messages messages;
    private final AnswerPipeline pipeline;
    private final CurrentActor currentActor;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConversationLog(
            Conversations conversations,
            Messages messages,
            AnswerPipeline pipeline,
            CurrentActor currentActor,
            ApplicationEventPublisher events,
            Clock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.pipeline = pipeline;
        this.currentActor = currentActor;
        this.events = events;
        this.clock = clock;
    }

    Conversation start(@Nullable String title) {
        Conversation conversation =
                conversations.save(new Conversation(me(), title == null ? "" : title, clock.instant()));
        events.publishEvent(ConversationChanged.started(conversation.id()));
        return conversation;
    }

    @Transactional(readOnly = true)
    List<Conversation> mine() {
        return conversations.findTop200ByOrderByUpdatedAtDesc();
    }

    @Transactional(readOnly = true)
    Conversation require(UUID id) {
        return conversations
                .findById(id)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "There is no such conversation; choose one from the list, or start anew."));
    }

    @Transactional(readOnly = true)
    List<Message> messages(UUID conversation) {
        return messages.findByConversationIdOrderByCreatedAt(conversation);
    }

    void delete(UUID id) {
        conversations.delete(require(id));
        events.publishEvent(ConversationChanged.deleted(id));
    }

    /** Keeps the question and records the intent, together. */
    Answering ask(UUID conversationId, UUID answerId, String text, @Nullable UUID model, Set<UUID> collections) {
        String question = text.strip();
        if (question.isEmpty()) {
            throw new Problem(ProblemType.INVALID_INPUT, "The question is empty; type one.");
        }
        if (question.length() > LONGEST_QUESTION) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The question has more than %d characters; shorten it.".formatted(LONGEST_QUESTION));
        }
        Conversation conversation = require(conversationId);
        conversation.asked(question, clock.instant());
        List<String> earlier = earlierQuestions(conversationId);
        messages.save(Message.question(conversationId, me(), question, clock.instant()));
        return pipeline.begin(new Question(conversationId, answerId, question, earlier, model, collections));
    }

    /** The last few, in the order in which they were asked. */
    private List<String> earlierQuestions(UUID conversation) {
        return messages
                .findTop5ByConversationIdAndAuthorOrderByCreatedAtDesc(conversation, Message.Author.USER)
                .reversed()
                .stream()
                .map(Message::text)
                .toList();
    }

    /** Keeps a whole answer and records its success, together. */
    void complete(Answering answering, AnswerDraft draft) {
        keep(draft, draft.isAnswer() ? Message.State.COMPLETE : Message.State.UNANSWERED, answering);
        answering.complete();
    }

    /** Keeps what there is of an answer that did not come to its end. */
    void keepUnfinished(Answering answering, AnswerDraft draft, Message.State state) {
        keep(draft, state, answering);
    }

    private void keep(AnswerDraft draft, Message.State state, Answering answering) {
        if (!conversations.existsById(draft.conversation())) {
            return; // deleted while the answer grew
        }
        messages.save(new Message(
                draft.id(),
                draft.conversation(),
                me(),
                Message.Author.ASSISTANT,
                draft.text(),
                answering.modelTitle(),
                state,
                draft.citationsAsJson(),
                clock.instant()));
    }

    private UUID me() {
        return currentActor.require().actorId().value();
    }
}
