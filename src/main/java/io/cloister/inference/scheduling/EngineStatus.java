package io.cloister.inference.scheduling;

/**
 * How an engine is doing.
 *
 * @param up whether it takes requests
 * @param active texts in rows
 * @param waiting requests without a row
 * @param tokens written since it was loaded
 * @param invalid texts that failed because the model computed no valid numbers
 * @param guessed tokens that were guessed
 * @param right of them, that the model would have written
 * @param prefixBytes kept of texts that have ended
 */
public record EngineStatus(
        boolean up, int active, int waiting, long tokens, long invalid, long guessed, long right, long prefixBytes) {}
