package io.cloister.audit.sealing;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param sealInterval pause between two passes of the sealer
 * @param sealingEnabled off only where somebody else seals the same trail
 */
@Validated
@ConfigurationProperties("cloister.audit")
record SealingSettings(
        @DefaultValue("250ms") @DurationMin(millis = 10) Duration sealInterval,
        @DefaultValue("true") boolean sealingEnabled) {}
