package io.cloister.gateway.web;

import io.cloister.inference.GenerationInput.Continuation;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.OutputRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is sent to {@code /v1/completions}. */
final class CompletionRequest extends TextRequest {

    /** As OpenAI's interface says. */
    private static final int USUAL_TOKENS = 16;

    private static final int MOST_PROMPTS = 32;

    @Nullable JsonNode prompt;

    @Min(0) @Max(20) @Nullable Integer logprobs;

    List<Continuation> continuations() {
        return TextInput.texts("prompt", prompt, MOST_PROMPTS).stream()
                .map(Continuation::new)
                .toList();
    }

    int maxNewTokens() {
        return or(maxTokens, USUAL_TOKENS);
    }

    OutputRules rules() {
        return rules(new OutputFormat.Free(), or(logprobs, OutputRules.UNTOLD));
    }
}
