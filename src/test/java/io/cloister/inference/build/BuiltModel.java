package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.Sampling;
import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.OngoingText;
import io.cloister.inference.decoder.TextBatch;
import io.cloister.inference.decoder.TokenRequest;
import io.cloister.inference.decoder.UnusableFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A model that a test built, loaded as the product loads it. */
final class BuiltModel implements AutoCloseable {

    private final Path folder;
    private final LoadedDecoder decoder;

    private BuiltModel(Path folder, LoadedDecoder decoder) {
        this.folder = folder;
        this.decoder = decoder;
    }

    static BuiltModel build(Path checkpoint, Path folder, BuildOptions options)
            throws IOException, UnusableFolderException {
        ModelBuild.build(checkpoint, folder, options, BuildProgress.NONE);
        return new BuiltModel(folder, LoadedDecoder.loadForTokens(folder, LoadedModels.SESSIONS));
    }

    /** One that takes adapters. */
    static BuiltModel buildAdaptable(Path checkpoint, Path folder, BuildOptions options)
            throws IOException, UnusableFolderException {
        ModelBuild.build(checkpoint, folder, options, BuildProgress.NONE);
        return new BuiltModel(folder, LoadedDecoder.loadAdaptable(folder, LoadedModels.SESSIONS));
    }

    BuiltModel adapted(Path adapter) throws IOException, UnusableFolderException {
        return new BuiltModel(folder, decoder.adapted(folder, adapter));
    }

    /** Continues prompts together, the likeliest token each time. */
    List<OngoingText> continued(int tokens, long[]... prompts) {
        List<TokenRequest> requests = Arrays.stream(prompts)
                .map(prompt -> new TokenRequest(prompt, tokens, Sampling.GREEDY, true, true))
                .toList();
        try (var batch = new TextBatch(decoder, requests)) {
            while (!batch.ended()) {
                batch.step();
            }
            return batch.texts();
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
