package io.cloister.assistant;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelDescription;
import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch.Findings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the trail learns about an answer. Never its text. */
record AnswerEvents(AuditEntry entry) implements AuditEvent {

    private static final String ACTION = "ai.chat";
    private static final int MILLIONTHS = 1_000_000;

    static AnswerEvents intent(Question question, ModelDescription model) {
        return new AnswerEvents(
                about(AuditEntry.intent(ACTION), question, model).build());
    }

    static AnswerEvents denied(Question question, @Nullable UUID model) {
        return new AnswerEvents(AuditEntry.denied(ACTION, "no-grant")
                .target("model", model)
                .with(AuditField.CONVERSATION_ID, question.conversation())
                .build());
    }

    static AnswerEvents outcome(
            AuditEntry.Builder outcome, UUID intent, Question question, ModelDescription model, AnswerFacts facts) {
        about(outcome, question, model)
                .closes(intent)
                .with(AuditField.TTFT_MS, facts.firstTextMillis())
                .with(AuditField.DURATION_MS, facts.durationMillis())
                .with(AuditField.FINISH_REASON, facts.finishReason())
                .with(AuditField.INPUT_TOKENS, facts.promptTokens())
                .with(AuditField.OUTPUT_TOKENS, facts.completionTokens());
        Findings findings = facts.findings();
        if (findings != null) {
            outcome.with(AuditField.RETRIEVAL, retrieval(findings.passages()))
                    .with(
                            AuditField.RETRIEVAL_FILTER,
                            findings.searched().stream()
                                    .map(collection -> collection.value().toString())
                                    .sorted()
                                    .toList())
                    .with(AuditField.CANDIDATES, findings.candidates())
                    .with(AuditField.RETURNED, findings.passages().size());
        }
        return new AnswerEvents(outcome.build());
    }

    static AuditEntry.Builder success() {
        return AuditEntry.success(ACTION);
    }

    static AuditEntry.Builder aborted() {
        return AuditEntry.aborted(ACTION, "client-gone");
    }

    static AuditEntry.Builder failure(String reason) {
        return AuditEntry.failure(ACTION, reason);
    }

    private static AuditEntry.Builder about(AuditEntry.Builder entry, Question question, ModelDescription model) {
        return about(entry, model)
                .with(AuditField.CONVERSATION_ID, question.conversation())
                .with(AuditField.MESSAGE_ID, question.message());
    }

    /** Which model it was, to the last bit. */
    static AuditEntry.Builder about(AuditEntry.Builder entry, ModelDescription model) {
        AdapterBase base = model.base();
        return entry.target("model", model.id().value())
                .with(AuditField.MODEL_ID, model.name())
                .with(AuditField.MODEL_VERSION, model.version())
                .with(AuditField.MODEL_SHA256, model.sha256())
                .with(AuditField.BASE_MODEL_ID, base == null ? null : base.name())
                .with(AuditField.BASE_MODEL_SHA256, base == null ? null : base.sha256())
                .with(AuditField.RUNTIME, model.runtime().name().toLowerCase(Locale.ROOT));
    }

    private static List<Map<String, Object>> retrieval(List<Passage> passages) {
        return passages.stream()
                .map(passage -> Map.<String, Object>of(
                        "doc_id", passage.document().value().toString(),
                        "chunk_id", passage.id().toString(),
                        "chunk_sha256", passage.sha256(),
                        "score_ppm", Math.round(passage.score() * MILLIONTHS),
                        "relevance_ppm",
                                passage.found() == null
                                        ? 0L
                                        : Math.round(passage.found().relevance() * MILLIONTHS),
                        "decision", passage.bears() ? "used" : "not-relevant",
                        "department_id", passage.department().value().toString()))
                .toList();
    }
}
