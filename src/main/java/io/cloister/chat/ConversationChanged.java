package io.cloister.chat;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import java.util.UUID;

/** A conversation was started or deleted by its owner. */
record ConversationChanged(AuditEntry entry) implements AuditEvent {

    static ConversationChanged started(UUID conversation) {
        return of("chat.start", conversation);
    }

    static ConversationChanged deleted(UUID conversation) {
        return of("chat.delete", conversation);
    }

    private static ConversationChanged of(String action, UUID conversation) {
        return new ConversationChanged(AuditEntry.success(action)
                .target("conversation", conversation)
                .with(AuditField.CONVERSATION_ID, conversation)
                .build());
    }
}
