package io.cloister.inference.decoder;

import io.cloister.inference.scheduling.EngineSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What each engine of the house may use.
 *
 * @param usual limits of an engine; its capacity is what memory allows at most
 * @param memory bytes for the weights of all models together
 * @param idle after which a model is let go of
 * @param drafts by a model's name that of a smaller one, which guesses how its texts go on
 */
public record EngineLimits(EngineSettings usual, long memory, Duration idle, Map<String, String> drafts) {

    public EngineLimits {
        drafts = Map.copyOf(drafts);
    }

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
