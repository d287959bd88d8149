package io.cloister.inference.decoder;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.SourceText;
import io.cloister.inference.exchange.SampledChatOptions;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One answer in the making. Computes a token only when a chunk is asked for. Used by one thread at a time; {@link
 * #cancel} may come from any.
 */
final class TokenGeneration implements AutoCloseable {

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
            SampledChatOptions options) {
        var request = new TokenRequest(prompt, options.maxNewTokens(), options.sampling(), false, false);
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

    /** The next chunk; null after the last one and when cancelled. */
    @Nullable GenerationChunk next() {
        while (ready.isEmpty() && !ended && !cancelled) {
            step();
        }
        return cancelled ? null : ready.poll();
    }

    /** Stops before the next token, and within one where a long prompt is being read. */
    void cancel() {
        cancelled = true;
        batch.cancel();
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
        ready.add(new GenerationChunk.Finished(reason, promptTokens, text.size()));
        ended = true;
    }

    @Override
    public void close() {
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
