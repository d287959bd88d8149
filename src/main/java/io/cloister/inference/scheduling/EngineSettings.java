package io.cloister.inference.scheduling;

/**
 * What an engine may use.
 *
 * @param rows texts that grow at the same time
 * @param capacity most tokens of a text, prompt and answer together; a model's own limit may be lower
 * @param chunk most tokens of a prompt read in one go
 * @param waiting requests that may wait for a row; the next one is refused
 * @param perPerson requests of one person at work and waiting together; the next one is refused
 * @param cacheBytes for the caches of texts at work
 * @param prefixBytes for what is kept of texts that have ended, 0 for nothing
 */
public record EngineSettings(
        int rows, int capacity, int chunk, int waiting, int perPerson, long cacheBytes, long prefixBytes) {

    /** Attention costs less in smaller pieces, products of matrices no more from about 128 tokens on. */
    private static final int CHUNK = 256;

    /** For some texts that are all there is, without a limit on memory. */
    public static EngineSettings alone(int texts) {
        return new EngineSettings(
                texts, Integer.MAX_VALUE, CHUNK, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, 0);
    }
}
