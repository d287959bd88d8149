package io.cloister.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A continued text, or a piece of one. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record TextCompletion(
        String id,
        String object,
        long created,
        String model,
        String systemFingerprint,
        List<Choice> choices,
        @Nullable Usage usage) {

    static TextCompletion of(AnswerHead head, List<Choice> choices, @Nullable Usage usage) {
        return new TextCompletion(
                head.id("cmpl"), "text_completion", head.created(), head.model(), head.fingerprint(), choices, usage);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(
            String text,
            int index,
            @Nullable TextLogprobs logprobs,
            @Nullable String finishReason) {}
}
