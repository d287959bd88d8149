package io.cloister.inference;

import com.sun.management.OperatingSystemMXBean;
import io.cloister.inference.decoder.EngineLimits;
import io.cloister.inference.scheduling.EngineSettings;
import jakarta.validation.constraints.Min;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code cloister.inference}.
 *
 * @param threads cores used inside one run of a decoder, and runs of encoders at the same time; 0 for all
 * @param parallelRuns models loaded and looked into at the same time
 * @param queryPrefix put before questions, not before passages, when they are embedded
 * @param tokensPerRun of texts that are embedded together, padding included
 * @param eightBitEncoders whether 32-bit weights of encoders are kept in 8 bits, which changes vectors by about 0.0002
 *     of a cosine
 * @param queueLimit answers in work at the same time, and as many questions and batches of passages; the next one is
 *     refused
 * @param rows texts that a model writes at the same time
 * @param longestText most tokens of prompt and answer together, where a model reads more
 * @param promptChunk most tokens of a prompt that a model reads in one go
 * @param perPerson requests of one person at work and waiting together at a model; the next one is refused
 * @param cacheMemory for the caches of a model's texts at work
 * @param prefixMemory for what a model keeps of texts that have ended, 0 for nothing
 * @param modelMemory for the weights of all models together; 0 for 60 % of the machine's memory
 * @param replicas of each model on different GPUs, as far as there are; they share one queue
 * @param draftModels by a model's name that of a smaller one with the same vocabulary, which guesses how its texts go on
 * @param unloadAfter time without a request after which a model is let go of
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
        @DefaultValue("64") @Min(1) int queueLimit,
        @DefaultValue("8") @Min(1) int rows,
        @DefaultValue("131072") @Min(16) int longestText,
        @DefaultValue("256") @Min(16) int promptChunk,
        @DefaultValue("16") @Min(1) int perPerson,
        @DefaultValue("4GB") DataSize cacheMemory,
        @DefaultValue("1GB") DataSize prefixMemory,
        @DefaultValue("0B") DataSize modelMemory,
        @DefaultValue("PT30M") Duration unloadAfter,
        @DefaultValue("1") @Min(1) int replicas,
        @DefaultValue Map<String, String> draftModels) {

    /** Share of the machine's memory for weights where nothing else is said. */
    private static final double USUAL_SHARE = 0.6;

    EngineLimits engines() {
        return new EngineLimits(
                new EngineSettings(
                        rows,
                        longestText,
                        promptChunk,
                        queueLimit,
                        perPerson,
                        cacheMemory.toBytes(),
                        prefixMemory.toBytes()),
                modelMemory.toBytes() > 0 ? modelMemory.toBytes() : (long) (USUAL_SHARE * machineMemory()),
                unloadAfter,
                draftModels);
    }

    private static long machineMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
