package io.cloister.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A chat answer as a whole. */
@JsonNaming(SnakeCaseStrategy.class)
record ChatCompletion(
        String id,
        String object,
        long created,
        String model,
        List<Choice> choices,
        Usage usage,
        String systemFingerprint) {

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Choice(int index, Message message, @Nullable TokenLogprobs logprobs, String finishReason) {

        static Choice of(int index, GrowingText text) {
            return new Choice(index, Message.of(text), TokenLogprobs.of(text.tokens()), text.finishWord());
        }
    }

    /** @param refusal never there: what is refused is refused before a model is asked */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Message(
            String role,
            @Nullable String content,
            @Nullable String refusal,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ToolCallDocument> toolCalls) {

        static Message of(GrowingText text) {
            boolean calls = !text.calls().isEmpty();
            return new Message(
                    "assistant",
                    calls && text.text().isEmpty() ? null : text.text(),
                    null,
                    calls ? text.calls().stream().map(ToolCallDocument::whole).toList() : null);
        }
    }
}
