package io.cloister.inference;

import io.cloister.catalog.ModelId;
import java.util.List;

/**
 * One request for text.
 *
 * @param prompt the person's question, or the text to continue
 * @param sources what a grounded model may use; empty where nothing was found
 * @param maxNewTokens at least 1
 */
public record GenerationRequest(
        ModelId model, String prompt, List<SourceText> sources, int maxNewTokens, Sampling sampling) {

    public GenerationRequest {
        sources = List.copyOf(sources);
    }
}
