package io.cloister.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A piece of a chat answer. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatChunk(
        String id,
        String object,
        long created,
        String model,
        String systemFingerprint,
        List<Choice> choices,
        @Nullable Usage usage) {

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(
            int index,
            Delta delta,
            @Nullable TokenLogprobs logprobs,
            @Nullable String finishReason) {}

    /** What is new; what is null is not. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(
            @Nullable String role,
            @Nullable String content,
            @Nullable List<ToolCallDocument> toolCalls) {

        static final Delta BEGINNING = new Delta("assistant", "", null);
        static final Delta END = new Delta(null, null, null);

        static Delta text(String text) {
            return new Delta(null, text, null);
        }

        static Delta call(ToolCallDocument call) {
            return new Delta(null, null, List.of(call));
        }
    }
}
