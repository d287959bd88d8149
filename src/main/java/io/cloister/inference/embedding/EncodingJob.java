package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderInput;
import io.cloister.inference.onnx.EncoderOutput;
import io.cloister.inference.onnx.EncoderSession;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one caller. One thread adds them, waits and closes; closing early takes back what has not begun. Its state
 * is guarded by the scheduler's lock.
 */
final class EncodingJob<T> implements AutoCloseable {

    private final EncoderScheduler scheduler;
    private final EncoderSession session;
    private final Lane lane;
    private final RowReader<T> reader;
    private final Condition changed;
    private final NavigableSet<QueuedText> waiting = new TreeSet<>(QueuedText.BY_LENGTH);
    private final List<@Nullable T> results = new ArrayList<>();
    private int missing;
    private @Nullable RuntimeException failure;

    EncodingJob(EncoderScheduler scheduler, EncoderSession session, Lane lane, RowReader<T> reader, Condition changed) {
        this.scheduler = scheduler;
        this.session = session;
        this.lane = lane;
        this.reader = reader;
        this.changed = changed;
    }

    EncoderSession session() {
        return session;
    }

    Lane lane() {
        return lane;
    }

    /** Texts that no worker has taken yet. */
    NavigableSet<QueuedText> waiting() {
        return waiting;
    }

    /** Puts texts to those before; work on them may begin at once. */
    void add(List<EncoderInput> inputs) {
        scheduler.add(this, inputs);
    }

    /**
     * Waits for all that was added.
     *
     * @return in the order in which they were added
     * @throws CancellationException where the waiting thread is interrupted; it stays so
     * @throws RuntimeException what went wrong with one of them
     */
    List<T> await() {
        return scheduler.locked(() -> {
            awaitEnd();
            if (failure != null) {
                throw failure;
            }
            return results.stream().map(Objects::requireNonNull).toList();
        });
    }

    private void awaitEnd() {
        try {
            while (missing > 0 && failure == null) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Whoever asked has gone");
        }
    }

    /** Called with the lock held. */
    QueuedText queued(EncoderInput input, long ticket) {
        var text = new QueuedText(this, results.size(), input, ticket);
        results.add(null);
        waiting.add(text);
        missing++;
        return text;
    }

    /** Called without the lock. */
    void complete(QueuedText text, EncoderOutput output, int row) {
        try {
            T result = reader.read(output, row, text.input().length());
            scheduler.locked(() -> {
                results.set(text.index(), result);
                missing--;
                changed.signalAll();
                return result;
            });
        } catch (RuntimeException e) {
            scheduler.fail(this, e);
        }
    }

    /** Called with the lock held. */
    void fail(RuntimeException cause) {
        failure = failure == null ? cause : failure;
        changed.signalAll();
    }

    @Override
    public void close() {
        scheduler.end(this);
    }
}
