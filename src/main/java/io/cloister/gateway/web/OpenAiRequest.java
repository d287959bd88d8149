package io.cloister.gateway.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import jakarta.validation.constraints.NotBlank;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What all requests have. Parameters that are not known are refused, for to leave one out could change the meaning, but
 * for those that clients send as a matter of course and that change nothing here.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
abstract class OpenAiRequest {

    private static final ProblemType UNSUPPORTED =
            new ProblemType("unsupported-parameter", ProblemType.INVALID_INPUT.status(), "Not supported");

    /** Whatever their value. */
    private static final Set<String> HARMLESS = Set.of(
            "user",
            "metadata",
            "parallel_tool_calls",
            "service_tier",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prediction",
            "reasoning_effort",
            "verbosity",
            "cache_prompt");

    /** As long as they ask for what happens anyway; as they would be written in JSON. */
    private static final Map<String, Set<String>> HARMLESS_VALUES = Map.of(
            "store", Set.of("false"),
            "modalities", Set.of("[\"text\"]"),
            "echo", Set.of("false"),
            "best_of", Set.of("1"),
            "suffix", Set.of("\"\""),
            "functions", Set.of("[]"),
            "function_call", Set.of("\"none\""));

    @NotBlank @Nullable String model;

    @JsonIgnore
    private final Map<String, JsonNode> others = new LinkedHashMap<>();

    @JsonAnySetter
    void other(String name, JsonNode value) {
        others.put(name, value);
    }

    /** @throws Problem that names a parameter which would change the meaning */
    void refuseOthers() {
        others.forEach((name, value) -> {
            if (!value.isNull()
                    && !HARMLESS.contains(name)
                    && !HARMLESS_VALUES.getOrDefault(name, Set.of()).contains(value.toString())) {
                throw unsupported(
                        name, "The parameter %s, or this value of it, is not supported. Leave it out.".formatted(name));
            }
        });
    }

    /** Valid requests have one. */
    String model() {
        return model == null ? "" : model;
    }

    static Problem invalid(String parameter, String sentence) {
        return new Problem(ProblemType.INVALID_INPUT, sentence, parameter);
    }

    static Problem unsupported(String parameter, String sentence) {
        return new Problem(UNSUPPORTED, sentence, parameter);
    }
}
