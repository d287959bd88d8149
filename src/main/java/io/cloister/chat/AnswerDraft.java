package io.cloister.chat;

import io.cloister.assistant.AnswerPart;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An answer while it grows. Belongs to one thread. */
final class AnswerDraft {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final UUID id;
    private final UUID conversation;
    private final StringBuilder text = new StringBuilder();
    private final List<AnswerPart.Citation> citations = new ArrayList<>();
    private AnswerPart.@Nullable Finished finished;

    AnswerDraft(UUID id, UUID conversation) {
        this.id = id;
        this.conversation = conversation;
    }

    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text piece -> text.append(piece.text());
            case AnswerPart.Citation citation -> citations.add(citation);
            case AnswerPart.Finished last -> finished = last;
        }
    }

    UUID id() {
        return id;
    }

    UUID conversation() {
        return conversation;
    }

    String text() {
        return text.toString();
    }

    List<AnswerPart.Citation> citations() {
        return List.copyOf(citations);
    }

    String citationsAsJson() {
        return JSON.writeValueAsString(citations);
    }

    /** Whether it answers, and does not say that nothing does. */
    boolean isAnswer() {
        return finished == null || !finished.finishReason().equals("no_answer");
    }

    AnswerPart.@Nullable Finished finished() {
        return finished;
    }
}
