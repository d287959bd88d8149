package io.cloister.inference.decoder;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.SourceText;
import io.cloister.inference.exchange.SampledChatOptions;
import io.cloister.inference.onnx.DecoderRun;
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

    private final LoadedDecoder decoder;
    private final NativeWork.Permit permit;
    private final DecoderRun run;
    private final TokenSampler sampler;
    private final IncrementalDetokenizer detokenizer;
    private final CitationMarks marks;
    private final int promptTokens;
    private final int most;
    private final Queue<GenerationChunk> ready = new ArrayDeque<>();
    private long[] unread;
    private int written;
    private volatile boolean cancelled;
    private boolean ended;

    TokenGeneration(
            LoadedDecoder decoder,
            NativeWork work,
            long[] prompt,
            List<SourceText> sources,
            SampledChatOptions options) {
        this.decoder = decoder;
        this.permit = work.admit();
        this.run = permit.run(() -> decoder.session().begin());
        this.sampler = new TokenSampler(options.sampling());
        this.detokenizer = new IncrementalDetokenizer(decoder.tokenizer(), prompt);
        this.marks = new CitationMarks(sources);
        this.unread = prompt;
        this.promptTokens = prompt.length;
        this.most = Math.min(options.maxNewTokens(), decoder.config().contextLength() - prompt.length);
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
        run.terminate();
    }

    private void step() {
        if (written == most) {
            end(FinishReason.LENGTH);
            return;
        }
        float[] logits;
        try {
            logits = permit.run(() -> run.read(unread));
        } catch (IllegalStateException e) {
            if (cancelled) {
                return;
            }
            throw e;
        }
        long token = sampler.choose(logits);
        if (decoder.config().endTokens().contains(token)) {
            end(FinishReason.STOP);
            return;
        }
        written++;
        unread = new long[] {token};
        ready.addAll(marks.append(detokenizer.append(token)));
    }

    private void end(FinishReason reason) {
        ready.addAll(marks.append(detokenizer.finish()));
        ready.addAll(marks.finish());
        ready.add(new GenerationChunk.Finished(reason, promptTokens, written));
        ended = true;
    }

    @Override
    public void close() {
        try {
            permit.run(() -> {
                run.close();
                return true;
            });
        } finally {
            permit.close();
        }
    }
}
