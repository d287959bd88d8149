package io.cloister.inference.bench;

import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.sampling.TokenChooser;
import io.cloister.inference.scheduling.EngineSettings;
import io.cloister.inference.scheduling.ServingEngine;
import io.cloister.inference.scheduling.TokenRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A model behind the engine that serves people, and texts for it: random tokens, other ones for each text, so that nothing
 * of one is found for the next; the likeliest token each time; nothing guessed ahead, since a model with random weights
 * repeats itself and guesses about it would be right too often.
 */
final class BenchEngine implements AutoCloseable {

    /** As in the product, where nothing else is set. */
    private static final int CHUNK = 256;

    /** The memory of prefixes holds so many texts: it is full after the warm-up, as on a server that has run a while. */
    private static final int PREFIXES = 2;

    private final ServingEngine engine;
    private final int vocabulary;
    private final InstantSource clock;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    /**
     * @param rows texts that grow at the same time
     * @param longest tokens of a text
     */
    BenchEngine(LoadedDecoder model, int rows, int longest, InstantSource clock) {
        this.engine = model.serve(
                "bench",
                new EngineSettings(
                        rows,
                        Integer.MAX_VALUE,
                        CHUNK,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        (long) PREFIXES * longest * model.bytesPerToken()),
                clock);
        this.vocabulary = model.vocabulary();
        this.clock = clock;
    }

    int[] prompt(int tokens) {
        return random.ints(tokens, 0, vocabulary).toArray();
    }

    BenchStream start(int[] prompt, int newTokens) {
        var chooser = new TokenChooser(Sampling.GREEDY, OutputRules.UNTOLD, new long[0]);
        var request =
                new TokenRequest(prompt, 0, newTokens, Set.of(), chooser, null, Requester.HOUSE, false, false, false);
        return new BenchStream(clock.instant(), engine.submit(request), clock);
    }

    /** Starts some with prompts of so many tokens at once. */
    List<BenchStream> start(int streams, int promptTokens, int newTokens) {
        var prompts = new ArrayList<int[]>();
        for (int i = 0; i < streams; i++) {
            prompts.add(prompt(promptTokens));
        }
        return prompts.stream().map(prompt -> start(prompt, newTokens)).toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}
