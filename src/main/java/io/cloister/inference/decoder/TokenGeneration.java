package io.cloister.inference.decoder;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.scheduling.TokenEvent;
import io.cloister.inference.scheduling.TokenStream;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;

/** One answer: tokens become text. Used by one thread at a time; {@link #close} may come from any. */
final class TokenGeneration implements Iterator<GenerationChunk>, AutoCloseable {

    private final TokenStream stream;
    private final IncrementalDetokenizer detokenizer;
    private final AnswerText text;
    private final Function<TokenEvent.Token, List<GenerationChunk.Token>> teller;
    private final int promptTokens;
    private final Queue<GenerationChunk> ready = new ArrayDeque<>();
    /** Of tokens whose text is held back. */
    private List<GenerationChunk.Token> told = new ArrayList<>();

    private volatile boolean cancelled;
    private int written;
    private boolean ended;

    /** @param teller tells how likely a token was, where that was asked for */
    TokenGeneration(
            TokenStream stream,
            IncrementalDetokenizer detokenizer,
            AnswerText text,
            Function<TokenEvent.Token, List<GenerationChunk.Token>> teller,
            int promptTokens) {
        this.stream = stream;
        this.detokenizer = detokenizer;
        this.text = text;
        this.teller = teller;
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
                told.addAll(teller.apply(token));
                put(text.append(token.id(), detokenizer.append(token.id())));
                if (text.stopped()) {
                    stream.close();
                    end(FinishReason.STOP);
                }
            }
            case TokenEvent.End end -> {
                put(text.finish(detokenizer.finish()));
                if (!told.isEmpty() && !text.stopped()) {
                    ready.add(new GenerationChunk.Text("", told));
                }
                end(text.stopped() ? FinishReason.STOP : end.reason());
            }
            case TokenEvent.Failure failure -> throw failure.cause();
        }
    }

    /** Whatever was told of tokens goes with the first text that follows. */
    private void put(List<GenerationChunk> chunks) {
        for (GenerationChunk chunk : chunks) {
            if (chunk instanceof GenerationChunk.Text piece && !told.isEmpty()) {
                ready.add(new GenerationChunk.Text(piece.text(), told));
                told = new ArrayList<>();
            } else {
                ready.add(chunk);
            }
        }
    }

    private void end(FinishReason reason) {
        FinishReason why = text.called() && reason == FinishReason.STOP ? FinishReason.TOOL_CALLS : reason;
        ready.add(new GenerationChunk.Finished(why, promptTokens, written, stream.cached()));
        ended = true;
    }

    @Override
    public void close() {
        cancelled = true;
        stream.close();
    }
}
