package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.Sampling;
import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.TokenPrompt;
import io.cloister.inference.decoder.TokenWriter;
import io.cloister.inference.decoder.UnusableFolderException;
import io.cloister.inference.decoder.WrittenTokens;
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
    List<WrittenTokens> continued(int tokens, long[]... prompts) {
        List<TokenPrompt> requests = Arrays.stream(prompts)
                .map(prompt -> new TokenPrompt(prompt, tokens, Sampling.GREEDY, true, true))
                .toList();
        try (var writer = new TokenWriter(decoder, prompts.length)) {
            return writer.write(requests);
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
