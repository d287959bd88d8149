package io.cloister.assistant;

import io.cloister.knowledge.PassageSearch.Findings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is learned while an answer grows. Not thread-safe. */
final class AnswerFacts {

    private final Clock clock;
    private final Instant begun;
    private @Nullable Instant firstText;
    private @Nullable Findings findings;
    private AnswerPart.@Nullable Finished finished;

    AnswerFacts(Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    void found(Findings found) {
        findings = found;
    }

    void note(AnswerPart part) {
        if (part instanceof AnswerPart.Text && firstText == null) {
            firstText = clock.instant();
        }
        if (part instanceof AnswerPart.Finished last) {
            finished = last;
        }
    }

    @Nullable Findings findings() {
        return findings;
    }

    @Nullable Long firstTextMillis() {
        return firstText == null ? null : Duration.between(begun, firstText).toMillis();
    }

    long durationMillis() {
        return Duration.between(begun, clock.instant()).toMillis();
    }

    @Nullable String finishReason() {
        return finished == null ? null : finished.finishReason();
    }

    @Nullable Integer promptTokens() {
        return finished == null ? null : finished.promptTokens();
    }

    @Nullable Integer completionTokens() {
        return finished == null ? null : finished.completionTokens();
    }
}
