package io.cloister.assistant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How answers are made.
 *
 * @param passages handed to the model for one question
 * @param maxNewTokens after which an answer is cut
 */
@Validated
@ConfigurationProperties("cloister.assistant")
record AssistantSettings(
        @DefaultValue("8") @Min(1) @Max(100) int passages,
        @DefaultValue("512") @Min(1) @Max(100_000) int maxNewTokens) {}
