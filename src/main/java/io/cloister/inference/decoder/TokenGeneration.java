package io.cloister.inference.decoder;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.sampling.StopStrings;
import io.cloister.inference.scheduling.TokenEvent;
import io.cloister.inference.scheduling.TokenStream;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * One answer: tokens become text, up to a stop string, with the marks of its citations. Used by one thread at a time;
 * {@link #close} may come from any.
 */
final class TokenGeneration implements Iterator<GenerationChunk>, AutoCloseable {

    private final TokenStream stream;
    private final IncrementalDetokenizer detokenizer;
    private final StopStrings stops;
    private final CitationMarks marks;
    private final int promptTokens;
    private final Queue<GenerationChunk> ready = new ArrayDeque<>();
    private volatile boolean cancelled;
    private int written;
    private boolean ended;

    TokenGeneration(
            TokenStream stream,
            IncrementalDetokenizer detokenizer,
            StopStrings stops,
            CitationMarks marks,
            int promptTokens) {
        this.stream = stream;
        this.detokenizer = detokenizer;
        this.stops = stops;
        this.marks = marks;
        this.promptTokens = promptTokens;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended && !cancelled) {
            step();
        }
        return !cancelled && !ready.isEmpty();
    }

    @Override
    public GenerationChunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void step() {
        switch (stream.next()) {
            case TokenEvent.Token token -> {
                written++;
                show(detokenizer.append(token.id()));
                if (stops.stopped()) {
                    stream.close();
                    end(FinishReason.STOP);
                }
            }
            case TokenEvent.End end -> {
                show(detokenizer.finish());
                end(stops.stopped() ? FinishReason.STOP : end.reason());
            }
            case TokenEvent.Failure failure -> throw failure.cause();
        }
    }

    private void show(String text) {
        ready.addAll(marks.append(stops.append(text)));
    }

    private void end(FinishReason reason) {
        if (!stops.stopped()) {
            ready.addAll(marks.append(stops.finish()));
        }
        ready.addAll(marks.finish());
        ready.add(new GenerationChunk.Finished(reason, promptTokens, written, stream.cached()));
        ended = true;
    }

    @Override
    public void close() {
        cancelled = true;
        stream.close();
    }
}
