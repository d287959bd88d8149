package io.cloister.inference.console;

import io.cloister.inference.decoder.LoadedDecoder;
import io.cloister.inference.decoder.TextBatch;
import io.cloister.inference.decoder.TokenRequest;
import java.time.InstantSource;
import java.util.ArrayList;
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
    void run(List<TokenRequest> requests, Consumer<FinishedText> texts) {
        for (int from = 0; from < requests.size(); from += TOGETHER) {
            run(requests.subList(from, Math.min(from + TOGETHER, requests.size())), _ -> {}, texts);
        }
    }

    /** Runs one, and hands out its text as it grows. */
    FinishedText run(TokenRequest request, Consumer<String> pieces) {
        var texts = new ArrayList<FinishedText>();
        run(List.of(request), pieces, texts::add);
        return texts.getFirst();
    }

    private void run(List<TokenRequest> some, Consumer<String> pieces, Consumer<FinishedText> texts) {
        var watch = new Stopwatch(clock);
        try (var batch = new TextBatch(decoder, some)) {
            var rows = new ArrayList<WrittenRow>();
            for (int row = 0; row < some.size(); row++) {
                rows.add(new WrittenRow(some.get(row), batch.texts().get(row), decoder));
            }
            while (!batch.ended()) {
                batch.step();
                long now = watch.microseconds();
                rows.forEach(row -> pieces.accept(row.take(now)));
            }
            rows.forEach(row -> texts.accept(row.finished(load)));
        }
    }
}
