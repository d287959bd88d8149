package io.cloister.inference.console;

import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.TokenPrompt;
import io.cloister.inference.decoder.TokenWriter;
import io.cloister.inference.decoder.WrittenTokens;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs requests with a loaded model.
 *
 * @param load microseconds that loading took
 */
record RequestRunner(LoadedDecoder decoder, long load, InstantSource clock) {

    /** Requests that are run together, where the model's graph can. */
    private static final int TOGETHER = 8;

    /** Runs them all, some at a time, and hands out what came of each in order. */
    void run(List<TokenPrompt> prompts, Consumer<FinishedText> texts) {
        run(prompts, _ -> {}, texts);
    }

    /** Runs one, and hands out its text as it grows. */
    FinishedText show(TokenPrompt prompt, Consumer<String> pieces) {
        var last = new FinishedText[1];
        run(List.of(prompt), pieces, text -> last[0] = text);
        return last[0];
    }

    private void run(List<TokenPrompt> prompts, Consumer<String> pieces, Consumer<FinishedText> texts) {
        var watch = new Stopwatch(clock);
        List<WrittenRow> rows =
                prompts.stream().map(prompt -> new WrittenRow(prompt, decoder)).toList();
        try (var writer = new TokenWriter(decoder, Math.min(TOGETHER, prompts.size()))) {
            writer.write(prompts, new TokenWriter.Reader() {
                @Override
                public void token(int text, long token) {
                    pieces.accept(rows.get(text).take(token, watch.microseconds()));
                }

                @Override
                public void written(int text, WrittenTokens tokens) {
                    pieces.accept(rows.get(text).end(watch.microseconds()));
                    texts.accept(rows.get(text).finished(tokens, load));
                }
            });
        }
    }
}
