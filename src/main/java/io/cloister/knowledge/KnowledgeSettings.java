package io.cloister.knowledge;

import io.cloister.knowledge.ingestion.ParsingLimits;
import io.cloister.knowledge.isolation.ReaderLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of collections and search.
 *
 * @param maxUpload size of the largest file that is taken in
 * @param parseDeadline wall-clock time that reading one file may take
 * @param parsers files read at the same time
 * @param maxCharacters of text in one file
 * @param maxPages of one PDF
 * @param exactSearchLimit up to so many permitted passages every one is compared; above, the approximate index is used
 */
@Validated
@ConfigurationProperties("cloister.knowledge")
public record KnowledgeSettings(
        @DefaultValue("50MB") DataSize maxUpload,
        @DefaultValue("30s") Duration parseDeadline,
        @DefaultValue("2") @Min(1) @Max(64) int parsers,
        @DefaultValue("10000000") @Min(1000) int maxCharacters,
        @DefaultValue("5000") @Min(1) int maxPages,
        @DefaultValue("20000") @Min(0) int exactSearchLimit) {

    /** Megabytes; with what else a process takes it stays below 512. */
    private static final int READER_HEAP = 256;

    ReaderLimits readerLimits() {
        return new ReaderLimits(parseDeadline, parsers, READER_HEAP, new ParsingLimits(maxCharacters, maxPages));
    }
}
