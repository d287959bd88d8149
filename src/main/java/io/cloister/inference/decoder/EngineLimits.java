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

    /**
     * Those of a model.
     *
     * @param bytesPerToken of its cache
     * @param lazy whether its rows take memory only as far as texts reach: then one text alone may take all of it, else
     *     each row has its part from the start
     */
    EngineSettings of(long bytesPerToken, boolean lazy) {
        long share = usual.cacheBytes() / (lazy ? 1 : usual.rows());
        long tokens = Math.min(usual.capacity(), share / bytesPerToken);
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
