package io.cloister.knowledge.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the work in the background.
 *
 * @param attempts at a file before it counts as failed; a file that cannot be read is not tried again
 * @param retryAfter the first failure that may pass; after each further one twice as long
 * @param heartbeat of a process at work; another takes its files over when four are missing
 */
@Validated
@ConfigurationProperties("cloister.knowledge.intake")
record IntakeSettings(
        @DefaultValue("3") @Min(1) @Max(20) int attempts,
        @DefaultValue("15s") Duration retryAfter,
        @DefaultValue("10s") Duration heartbeat) {

    /** @param attempts that have failed, from 1 */
    Duration pauseAfter(int attempts) {
        return retryAfter.multipliedBy(1L << (attempts - 1));
    }
}
