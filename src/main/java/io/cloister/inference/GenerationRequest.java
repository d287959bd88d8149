package io.cloister.inference;

import io.cloister.catalog.ModelId;

/**
 * One request for text.
 *
 * @param maxNewTokens at least 1
 */
public record GenerationRequest(
        ModelId model,
        GenerationInput input,
        int maxNewTokens,
        Sampling sampling,
        OutputRules rules,
        Requester requester) {}
