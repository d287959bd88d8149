package io.cloister.chat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A conversation of one person; nobody else's query ever sees its row. */
@Entity
@Table(name = "conversation", schema = "chat")
class Conversation {

    private static final int LONGEST_TITLE = 80;

    @Id
    private UUID id;

    @Column
    private UUID personId;

    @Column
    private String title;

    @Column
    private Instant createdAt;

    @Column
    private Instant updatedAt;

    protected Conversation() {}

    Conversation(UUID personId, String title, Instant now) {
        this.id = UUID.randomUUID();
        this.personId = personId;
        this.title = shortened(title);
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** A conversation without a title takes its first question for one. */
    void asked(String question, Instant now) {
        if (title.isEmpty()) {
            title = shortened(question);
        }
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    String title() {
        return title;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, LONGEST_TITLE - 1))) + "…";
    }
}
