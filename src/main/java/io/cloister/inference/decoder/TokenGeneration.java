package io.cloister.inference.decoder;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.Sampling;
import io.cloister.inference.SourceText;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * One answer in the making. Computes a token only when a chunk is asked for. Used by one thread at a time; {@link
 * #close} may come from any.
 */
final class TokenGeneration implements Iterator<GenerationChunk>, AutoCloseable {

    private final NativeWork.Permit permit;
    private final TextBatch batch;
    private final OngoingText text;
    private final IncrementalDetokenizer detokenizer;
    private final CitationMarks marks;
    private final int promptTokens;
    private final Queue<GenerationChunk> ready = new ArrayDeque<>();
    private volatile boolean cancelled;
    private boolean ended;

    TokenGeneration(
            LoadedDecoder decoder,
            NativeWork work,
            long[] prompt,
            List<SourceText> sources,
            int maxNewTokens,
            Sampling sampling) {
        var request = new TokenRequest(prompt, maxNewTokens, sampling, false, false);
        this.permit = work.admit();
        try {
            this.batch = permit.run(() -> new TextBatch(decoder, List.of(request)));
        } catch (RuntimeException e) {
            permit.close();
            throw e;
        }
        this.text = batch.texts().getFirst();
        this.detokenizer = new IncrementalDetokenizer(decoder.tokenizer(), prompt);
        this.marks = new CitationMarks(sources);
        this.promptTokens = prompt.length;
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
        int before = text.size();
        try {
            permit.run(() -> {
                batch.step();
                return true;
            });
        } catch (IllegalStateException e) {
            if (cancelled) {
                return;
            }
            throw e;
        }
        if (text.size() > before) {
            ready.addAll(marks.append(detokenizer.append(text.lastToken())));
        }
        FinishReason reason = text.reason();
        if (reason != null) {
            end(reason);
        }
    }

    private void end(FinishReason reason) {
        ready.addAll(marks.append(detokenizer.finish()));
        ready.addAll(marks.finish());
        ready.add(new GenerationChunk.Finished(reason, promptTokens, text.size(), 0));
        ended = true;
    }

    @Override
    public void close() {
        cancelled = true;
        batch.cancel();
        try {
            permit.run(() -> {
                batch.close();
                return true;
            });
        } finally {
            permit.close();
        }
    }
}
