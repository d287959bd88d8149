package io.cloister.gateway.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What programs may ask for.
 *
 * @param parallelCalls of one person's programs at the same time; the next one is refused
 * @param maxRequestSize of a request's body
 * @param maxNewTokens of an answer where the program names no number
 * @param timeLimit after which an answer that is not streamed is of no use; the official clients wait as long
 */
@Validated
@ConfigurationProperties("cloister.gateway")
record GatewaySettings(
        @DefaultValue("16") @Min(1) int parallelCalls,
        @DefaultValue("8MB") DataSize maxRequestSize,
        @DefaultValue("4096") @Min(1) @Max(1_000_000) int maxNewTokens,
        @DefaultValue("10m") Duration timeLimit) {}
