package io.cloister.gateway.web;

import io.cloister.assistant.Prompt;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Sampling;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What chat and plain continuation share: how tokens are chosen, when an answer ends, how it is sent. */
abstract class TextRequest extends OpenAiRequest {

    /** The least that top_p and typical_p can mean: the likeliest token. */
    private static final double LEAST = 1e-6;

    private static final int USUAL_WINDOW = 64;
    private static final int MOST_STOPS = 16;
    private static final int LONGEST_STOP = 1000;

    @Nullable Boolean stream;

    @Nullable StreamOptions streamOptions;

    @Min(1) @Max(8) @Nullable Integer n;

    @Nullable Long seed;

    @Min(1) @Nullable Integer maxTokens;

    @Nullable JsonNode stop;

    @DecimalMin("0") @DecimalMax("2") @Nullable Double temperature;

    @DecimalMin("0") @DecimalMax("1") @Nullable Double topP;

    @DecimalMin("-2") @DecimalMax("2") @Nullable Double frequencyPenalty;

    @DecimalMin("-2") @DecimalMax("2") @Nullable Double presencePenalty;

    @Nullable Map<@PositiveOrZero Integer, @DecimalMin("-100") @DecimalMax("100") Float> logitBias;

    // Beyond OpenAI's: as llama.cpp's server names them.
    @Nullable Integer topK;

    @DecimalMin("0") @DecimalMax("1") @Nullable Double minP;

    @DecimalMin("0") @DecimalMax("1") @Nullable Double typicalP;

    @DecimalMin("0.01") @DecimalMax("100") @Nullable Double repeatPenalty;

    @Min(-1) @Nullable Integer repeatLastN;

    @Nullable String grammar;

    boolean isStream() {
        return Boolean.TRUE.equals(stream);
    }

    boolean wantsUsage() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    /** Texts for each input. */
    int each() {
        return or(n, 1);
    }

    /** One prompt for each text that is wanted, those of one input side by side. */
    List<Prompt> prompts(List<? extends GenerationInput> inputs, int maxNewTokens, OutputRules rules) {
        return IntStream.range(0, inputs.size() * each())
                .mapToObj(text -> new Prompt(inputs.get(text / each()), maxNewTokens, sampling(text), rules))
                .toList();
    }

    /** @param text number of the text, from 0: each has a seed of its own */
    private Sampling sampling(int text) {
        int window = or(repeatLastN, USUAL_WINDOW);
        return new Sampling(
                or(temperature, 1.0),
                Math.max(0, or(topK, 0)),
                Math.max(LEAST, or(typicalP, 1.0)),
                Math.max(LEAST, or(topP, 1.0)),
                or(minP, 0.0),
                new Sampling.Penalties(
                        window == 0 ? 1 : or(repeatPenalty, 1.0),
                        or(frequencyPenalty, 0.0),
                        or(presencePenalty, 0.0),
                        Math.max(0, window)),
                logitBias == null ? Map.of() : logitBias,
                seed == null ? null : Long.valueOf(seed + text));
    }

    OutputRules rules(OutputFormat format, int alternatives) {
        if (grammar == null || grammar.isBlank()) {
            return new OutputRules(stops(), format, alternatives);
        }
        if (!(format instanceof OutputFormat.Free)) {
            throw invalid("grammar", "An answer follows a grammar or a response_format; send one of the two.");
        }
        return new OutputRules(stops(), new OutputFormat.Grammar(grammar), alternatives);
    }

    private List<String> stops() {
        if (stop == null || stop.isNull()) {
            return List.of();
        }
        List<JsonNode> given = stop.isArray() ? stop.valueStream().toList() : List.of(stop);
        var stops = new ArrayList<String>();
        for (JsonNode one : given) {
            String text = one.stringValue("");
            if (text.isEmpty() || text.length() > LONGEST_STOP || given.size() > MOST_STOPS) {
                throw invalid(
                        "stop",
                        "stop is a text of 1 to %d characters, or up to %d of them."
                                .formatted(LONGEST_STOP, MOST_STOPS));
            }
            stops.add(text);
        }
        return stops;
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    /** @param includeUsage whether the tokens are told in a last event */
    record StreamOptions(
            @com.fasterxml.jackson.annotation.JsonProperty("include_usage") @Nullable Boolean includeUsage) {}
}
