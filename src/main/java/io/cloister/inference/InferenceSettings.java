package io.cloister.inference;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code cloister.inference}.
 *
 * @param threads cores used inside one run of a decoder, and runs of encoders at the same time; 0 for all
 * @param parallelRuns calls into native code at the same time; at least 2 lets a question pass a long batch
 * @param queryPrefix put before questions, not before passages, when they are embedded
 * @param tokensPerRun of texts that are embedded together, padding included
 * @param eightBitEncoders whether 32-bit weights of encoders are kept in 8 bits, which changes vectors by about 0.0002
 *     of a cosine
 * @param queueLimit answers in work at the same time, and as many questions and batches of passages; the next one is
 *     refused
 */
@Validated
@ConfigurationProperties("cloister.inference")
record InferenceSettings(
        @DefaultValue("0") @Min(0) int threads,
        @DefaultValue("2") @Min(1) int parallelRuns,

        @DefaultValue("Represent this sentence for searching relevant passages: ")
        String queryPrefix,

        @DefaultValue("512") @Min(1) int tokensPerRun,
        @DefaultValue("true") boolean eightBitEncoders,
        @DefaultValue("64") @Min(1) int queueLimit) {}
