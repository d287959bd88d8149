package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderInput;
import io.cloister.inference.onnx.EncoderOutput;
import io.cloister.inference.onnx.EncoderSession;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Runs the encoders of the house for all who ask: one thread for each core, each with a batch of its own. Questions pass
 * documents whenever a run ends, so that one waits for a run or two. Safe for use by many threads.
 */
public final class EncoderScheduler implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final WaitingTexts questions;
    private final WaitingTexts bulk;
    private final Set<EncodingJob<?>> jobs = new HashSet<>();
    private final int limit;
    private long tickets;
    private boolean closed;

    /**
     * @param threads runs at the same time, at least 1
     * @param limit callers of each urgency at the same time, at least 1; the next one is refused
     * @param tokensPerRun padding included, at least 1; a longer text runs alone
     */
    public EncoderScheduler(int threads, int limit, int tokensPerRun) {
        this.limit = limit;
        this.questions = new WaitingTexts(tokensPerRun);
        this.bulk = new WaitingTexts(tokensPerRun);
        var platform = Thread.ofPlatform().name("encoder-", 0).daemon();
        for (int i = 0; i < threads; i++) {
            platform.start(this::serve);
        }
    }

    /**
     * Admits a caller until it closes its job.
     *
     * @throws Problem {@code unavailable} where too many are waiting
     */
    <T> EncodingJob<T> begin(EncoderSession session, Lane lane, RowReader<T> reader) {
        return locked(() -> {
            if (closed || jobs.stream().filter(job -> job.lane() == lane).count() >= limit) {
                throw new Problem(
                        ProblemType.UNAVAILABLE, "The models are busy with other texts. Please try again in a minute.");
            }
            var job = new EncodingJob<>(this, session, lane, reader, lock.newCondition());
            jobs.add(job);
            return job;
        });
    }

    void add(EncodingJob<?> job, List<EncoderInput> inputs) {
        locked(() -> {
            inputs.forEach(input -> waiting(job).add(job.queued(input, tickets++)));
            work.signalAll();
            return job;
        });
    }

    void fail(EncodingJob<?> job, RuntimeException cause) {
        locked(() -> {
            waiting(job).removeAll(job);
            job.fail(cause);
            return job;
        });
    }

    void end(EncodingJob<?> job) {
        locked(() -> {
            waiting(job).removeAll(job);
            return jobs.remove(job);
        });
    }

    private WaitingTexts waiting(EncodingJob<?> job) {
        return switch (job.lane()) {
            case QUESTION -> questions;
            case BULK -> bulk;
        };
    }

    <R> R locked(Supplier<R> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        for (List<QueuedText> batch = locked(this::next); !batch.isEmpty(); batch = locked(this::next)) {
            run(batch);
        }
    }

    /** Waits for the next batch; empty at the end. */
    private List<QueuedText> next() {
        while (!closed) {
            List<QueuedText> urgent = questions.take();
            List<QueuedText> batch = urgent.isEmpty() ? bulk.take() : urgent;
            if (!batch.isEmpty()) {
                return batch;
            }
            work.awaitUninterruptibly();
        }
        return List.of();
    }

    private void run(List<QueuedText> batch) {
        EncoderSession session = batch.getFirst().job().session();
        try {
            EncoderOutput output =
                    session.run(batch.stream().map(QueuedText::input).toList());
            for (int row = 0; row < batch.size(); row++) {
                batch.get(row).job().complete(batch.get(row), output, row);
            }
        } catch (RuntimeException e) {
            batch.forEach(text -> fail(text.job(), e));
        }
    }

    /** Ends after the runs that have begun; who waits is told so. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            jobs.forEach(job -> job.fail(new CancellationException("The program ends")));
            work.signalAll();
            return closed;
        });
    }
}
