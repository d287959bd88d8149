package io.cloister.inference;

import io.cloister.inference.decoder.EngineLimits;
import io.cloister.inference.scheduling.EngineSettings;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code cloister.inference}.
 *
 * @param threads cores used inside one run of a model; 0 for all
 * @param parallelRuns calls into native code at the same time; at least 2 lets a question pass a long batch
 * @param queryPrefix put before questions, not before passages, when they are embedded
 * @param batchSize texts embedded in one run
 * @param queueLimit answers and batches in work at the same time; the next one is refused
 * @param rows texts that a model writes at the same time
 * @param longestText most tokens of prompt and answer together, where a model reads more
 * @param promptChunk most tokens of a prompt that a model reads in one go
 * @param perPerson requests of one person at work and waiting together at a model; the next one is refused
 * @param cacheMemory for the caches of a model's texts at work
 * @param prefixMemory for what a model keeps of texts that have ended, 0 for nothing
 */
@Validated
@ConfigurationProperties("cloister.inference")
record InferenceSettings(
        @DefaultValue("0") @Min(0) int threads,
        @DefaultValue("2") @Min(1) int parallelRuns,

        @DefaultValue("Represent this sentence for searching relevant passages: ")
        String queryPrefix,

        @DefaultValue("16") @Min(1) int batchSize,
        @DefaultValue("64") @Min(1) int queueLimit,
        @DefaultValue("8") @Min(1) int rows,
        @DefaultValue("131072") @Min(16) int longestText,
        @DefaultValue("256") @Min(16) int promptChunk,
        @DefaultValue("16") @Min(1) int perPerson,
        @DefaultValue("4GB") DataSize cacheMemory,
        @DefaultValue("1GB") DataSize prefixMemory) {

    EngineLimits engines() {
        return new EngineLimits(new EngineSettings(
                rows, longestText, promptChunk, queueLimit, perPerson, cacheMemory.toBytes(), prefixMemory.toBytes()));
    }
}
