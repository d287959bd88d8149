package io.cloister.inference.exchange;

import io.cloister.inference.GenerationChunk;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * A reactive stream of responses as a blocking one of chunks. Asks for one chunk when one is wanted and never for the
 * next, so that a model does nothing that nobody reads.
 */
public final class PulledChunks extends BaseSubscriber<ChatResponse> implements Iterator<GenerationChunk> {

    private sealed interface Signal {
        record Next(GenerationChunk chunk) implements Signal {}

        record Failed(Throwable failure) implements Signal {}

        record Completed() implements Signal {}
    }

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private @Nullable GenerationChunk next;
    private boolean ended;

    private PulledChunks() {}

    /**
     * Subscribes. Closing the stream cancels the subscription; nothing is computed before the first chunk is read. What
     * fails on subscription is thrown here.
     */
    public static Stream<GenerationChunk> of(Flux<ChatResponse> responses) {
        var chunks = new PulledChunks();
        responses.subscribe(chunks);
        if (chunks.signals.peek() instanceof Signal.Failed(RuntimeException failure)) {
            throw failure;
        }
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(chunks, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(chunks::cancel);
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        // The first request comes with the first read.
    }

    @Override
    protected void hookOnNext(ChatResponse response) {
        signals.add(new Signal.Next(ChunkResponses.unwrap(response)));
    }

    @Override
    protected void hookOnError(Throwable failure) {
        signals.add(new Signal.Failed(failure));
    }

    @Override
    protected void hookOnComplete() {
        signals.add(new Signal.Completed());
    }

    @Override
    protected void hookOnCancel() {
        signals.add(new Signal.Completed());
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            if (signals.isEmpty()) {
                request(1);
            }
            switch (take()) {
                case Signal.Next(var chunk) -> next = chunk;
                case Signal.Completed() -> ended = true;
                case Signal.Failed(var failure) -> {
                    ended = true;
                    throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
                }
            }
        }
        return next != null;
    }

    @Override
    public GenerationChunk next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        GenerationChunk chunk = next;
        next = null;
        return chunk;
    }

    private Signal take() {
        try {
            return signals.take();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a model", e);
        }
    }
}
