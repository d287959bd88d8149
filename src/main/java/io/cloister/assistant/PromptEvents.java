package io.cloister.assistant;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.catalog.ModelDescription;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the trail learns about a program's call of a model. Never what it read or wrote. */
record PromptEvents(AuditEntry entry) implements AuditEvent {

    static final String COMPLETE = "ai.complete";
    static final String EMBED = "ai.embed";

    static PromptEvents intent(String action, ModelDescription model, @Nullable UUID apiKey) {
        return new PromptEvents(about(AuditEntry.intent(action), model, apiKey).build());
    }

    static PromptEvents denied(String action, @Nullable UUID model, @Nullable UUID apiKey) {
        return new PromptEvents(AuditEntry.denied(action, "no-grant")
                .target("model", model)
                .with(AuditField.API_KEY_ID, apiKey)
                .build());
    }

    static PromptEvents outcome(
            AuditEntry.Builder outcome, UUID intent, ModelDescription model, @Nullable UUID apiKey, PromptFacts facts) {
        return new PromptEvents(about(outcome, model, apiKey)
                .closes(intent)
                .with(AuditField.TTFT_MS, facts.firstTextMillis())
                .with(AuditField.DURATION_MS, facts.durationMillis())
                .with(AuditField.FINISH_REASON, facts.finishReason())
                .with(AuditField.INPUT_TOKENS, facts.read())
                .with(AuditField.OUTPUT_TOKENS, facts.written())
                .build());
    }

    private static AuditEntry.Builder about(AuditEntry.Builder entry, ModelDescription model, @Nullable UUID apiKey) {
        return AnswerEvents.about(entry, model).with(AuditField.API_KEY_ID, apiKey);
    }
}
