package io.cloister.gateway.web;

import io.cloister.inference.GenerationInput;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.OutputRules;
import io.cloister.inference.ToolOffer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is sent to {@code /v1/chat/completions}. */
final class ChatRequest extends TextRequest {

    @NotEmpty @Nullable List<@Valid RequestMessage> messages;

    @Min(1) @Nullable Integer maxCompletionTokens;

    @Nullable Boolean logprobs;

    @Min(0) @Max(20) @Nullable Integer topLogprobs;

    @Nullable ResponseFormat responseFormat;

    @Size(max = 128) @Nullable List<@Valid RequestTool> tools;

    @Nullable JsonNode toolChoice;

    GenerationInput.Conversation conversation() {
        ToolOffer offer = RequestTool.offer(tools == null ? List.of() : tools, toolChoice);
        return new GenerationInput.Conversation(
                RequestMessage.messages(messages == null ? List.of() : messages), offer);
    }

    int maxNewTokens(int usual) {
        return or(maxCompletionTokens, or(maxTokens, usual));
    }

    OutputRules rules() {
        OutputFormat format = responseFormat == null ? new OutputFormat.Free() : responseFormat.format();
        return rules(format, alternatives());
    }

    private int alternatives() {
        if (Boolean.TRUE.equals(logprobs)) {
            return or(topLogprobs, 0);
        }
        if (topLogprobs != null && topLogprobs > 0) {
            throw invalid("top_logprobs", "top_logprobs needs logprobs to be true.");
        }
        return OutputRules.UNTOLD;
    }
}
