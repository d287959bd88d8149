package io.cloister.chat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question, or an answer as far as it came. */
@Entity
@Table(name = "message", schema = "chat")
class Message {

    enum Author {
        USER,
        ASSISTANT
    }

    enum State {
        COMPLETE,
        /** Complete, and says that nothing answers. */
        UNANSWERED,
        STOPPED,
        FAILED
    }

    @Id
    private UUID id;

    @Column
    private UUID conversationId;

    @Column
    private UUID personId;

    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Author author;

    @Column
    private String text;

    @Column
    private @Nullable String model;

    @Column
    @Enumerated(EnumType.STRING)
    private State state;

    /** A JSON array of {@link io.cloister.assistant.AnswerPart.Citation}. */
    @Column
    private String citations;

    @Column
    private Instant createdAt;

    protected Message() {}

    static Message question(UUID conversation, UUID person, String text, Instant now) {
        return new Message(UUID.randomUUID(), conversation, person, Author.USER, text, null, State.COMPLETE, "[]", now);
    }

    @SuppressWarnings("TooManyParameters") // one for each column
    Message(
            UUID id,
            UUID conversationId,
            UUID personId,
            Author author,
            String text,
            @Nullable String model,
            State state,
            String citations,
            Instant createdAt) {
        this.id = id;
        this.conversationId = conversationId;
        this.personId = personId;
        this.author = author;
        this.text = text;
        this.model = model;
        this.state = state;
        this.citations = citations;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    Author author() {
        return author;
    }

    String text() {
        return text;
    }

    @Nullable String model() {
        return model;
    }

    State state() {
        return state;
    }

    String citations() {
        return citations;
    }

    Instant createdAt() {
        return createdAt;
    }
}
