package io.cloister.assistant;

import io.cloister.inference.GenerationInput;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Sampling;

/**
 * What a program has a model read, for one text.
 *
 * @param maxNewTokens at least 1
 */
public record Prompt(GenerationInput input, int maxNewTokens, Sampling sampling, OutputRules rules) {}
