package io.cloister.inference.decoder;

import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.sampling.TokenChooser;
import io.cloister.inference.scheduling.EngineSettings;
import io.cloister.inference.scheduling.ServingEngine;
import io.cloister.inference.scheduling.TokenEvent;
import io.cloister.inference.scheduling.TokenRequest;
import io.cloister.inference.scheduling.TokenStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Lets a model continue texts of tokens, for programs that have nobody to serve beside. */
public final class TokenWriter implements AutoCloseable {

    private final LoadedDecoder decoder;
    private final ServingEngine engine;

    /**
     * @param decoder stays the caller's
     * @param together texts that grow at the same time
     */
    public TokenWriter(LoadedDecoder decoder, int together) {
        this.decoder = decoder;
        this.engine = decoder.serve("writer", EngineSettings.alone(together), InstantSource.system());
    }

    /** Hears of texts, one after the other. */
    public interface Reader {

        /** A text has grown. */
        void token(int text, long token);

        /** A text is complete. */
        void written(int text, WrittenTokens tokens);
    }

    /**
     * Continues them all, together as far as there are rows; each gets what it would get alone.
     *
     * @throws io.cloister.platform.Problem {@code unavailable} where the model computes no valid numbers
     */
    public void write(List<TokenPrompt> prompts, Reader reader) {
        List<TokenStream> streams = prompts.stream().map(this::submit).toList();
        for (int text = 0; text < streams.size(); text++) {
            reader.written(text, read(streams.get(text), text, reader));
        }
    }

    /** Continues them all, and gives what came of them in the same order. */
    public List<WrittenTokens> write(List<TokenPrompt> prompts) {
        var written = new ArrayList<WrittenTokens>();
        write(prompts, new Reader() {
            @Override
            public void token(int text, long token) {
                // All come in the end.
            }

            @Override
            public void written(int text, WrittenTokens tokens) {
                written.add(tokens);
            }
        });
        return written;
    }

    private TokenStream submit(TokenPrompt prompt) {
        return engine.submit(new TokenRequest(
                Arrays.stream(prompt.prompt()).mapToInt(Math::toIntExact).toArray(),
                0,
                prompt.maxNewTokens(),
                prompt.ignoreEnd() ? Set.of() : decoder.endTokens(),
                new TokenChooser(prompt.sampling(), OutputRules.UNTOLD, prompt.prompt()),
                null,
                Requester.HOUSE,
                false,
                false,
                prompt.promptLogits()));
    }

    private static WrittenTokens read(TokenStream stream, int text, Reader reader) {
        LongStream.Builder tokens = LongStream.builder();
        while (true) {
            switch (stream.next()) {
                case TokenEvent.Token token -> {
                    tokens.add(token.id());
                    reader.token(text, token.id());
                }
                case TokenEvent.End end -> {
                    return new WrittenTokens(tokens.build().toArray(), end.reason(), stream.promptLogits());
                }
                case TokenEvent.Failure failure -> throw failure.cause();
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
