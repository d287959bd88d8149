package io.cloister.gateway.web;

import io.cloister.inference.GenerationChunk.Finished;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Tokens read and written. A prompt that several texts were written to counts once. */
@JsonNaming(SnakeCaseStrategy.class)
record Usage(int promptTokens, int completionTokens, int totalTokens, Details promptTokensDetails) {

    static final Usage NONE = of(0, 0, 0);

    static Usage of(int read, int written, int cached) {
        return new Usage(read, written, read + written, new Details(cached));
    }

    /** @param repeated whether an earlier text was written to the same prompt */
    Usage plus(Finished finished, boolean repeated) {
        return of(
                promptTokens + (repeated ? 0 : finished.promptTokens()),
                completionTokens + finished.completionTokens(),
                promptTokensDetails.cachedTokens() + (repeated ? 0 : finished.cachedTokens()));
    }

    /** @param cachedTokens of the prompt, which had been read for an earlier request */
    @JsonNaming(SnakeCaseStrategy.class)
    record Details(int cachedTokens) {}
}
