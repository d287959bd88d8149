package io.cloister.inference.decoder;

import io.cloister.inference.scheduling.EngineSettings;

/**
 * What each engine of the house may use.
 *
 * @param usual limits of an engine; its capacity is what memory allows at most
 */
public record EngineLimits(EngineSettings usual) {

    /** Those of a model that needs so much of its cache for each token: one text alone may take all of it. */
    EngineSettings of(long bytesPerToken) {
        long tokens = Math.min(usual.capacity(), usual.cacheBytes() / bytesPerToken);
        return new EngineSettings(
                usual.rows(),
                Math.toIntExact(tokens),
                usual.chunk(),
                usual.waiting(),
                usual.perPerson(),
                usual.cacheBytes(),
                usual.prefixBytes());
    }
}
