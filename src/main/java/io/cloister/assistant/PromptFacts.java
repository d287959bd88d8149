package io.cloister.assistant;

import io.cloister.inference.GenerationChunk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is learned while the texts of a call grow. Not thread-safe. */
final class PromptFacts {

    private final Clock clock;
    private final Instant begun;
    private @Nullable Instant firstText;
    private @Nullable String finishReason;
    private int read;
    private int written;

    PromptFacts(Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    void note(GenerationChunk chunk) {
        if (firstText == null) {
            firstText = clock.instant();
        }
        if (chunk instanceof GenerationChunk.Finished finished) {
            finishReason = finished.reason().name().toLowerCase(Locale.ROOT);
            read += finished.promptTokens();
            written += finished.completionTokens();
        }
    }

    void read(int tokens) {
        read += tokens;
    }

    @Nullable Long firstTextMillis() {
        return firstText == null ? null : Duration.between(begun, firstText).toMillis();
    }

    long durationMillis() {
        return Duration.between(begun, clock.instant()).toMillis();
    }

    /** Of the last text that was finished. */
    @Nullable String finishReason() {
        return finishReason;
    }

    /** Tokens of prompts whose texts were finished. */
    int read() {
        return read;
    }

    int written() {
        return written;
    }
}
