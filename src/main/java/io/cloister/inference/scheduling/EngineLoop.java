package io.cloister.inference.scheduling;

import io.cloister.inference.onnx.DecoderRows;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that a model's rows belong to. In each turn it admits who fits, lets every text that has begun grow by a
 * token, and reads a piece of one prompt: so a long prompt delays others by its pieces only, and texts join and leave
 * between any two tokens.
 */
final class EngineLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);

    private final DecoderRows rows;
    private final FairQueue queue;
    private final RowTable table;
    private final Admission admission;
    private final DecodeStep decode;
    private final PrefillStep prefill;
    private final Growth growth;
    private final PrefixStore prefixes;
    private final EngineHealth health;
    private final InstantSource clock;
    private volatile boolean closed;

    EngineLoop(
            DecoderRows rows,
            FairQueue queue,
            EngineSettings settings,
            DecoderTraits decoder,
            EngineHealth health,
            InstantSource clock) {
        this.rows = rows;
        this.queue = queue;
        this.table = new RowTable(rows.rows(), rows.together());
        this.health = health;
        this.clock = clock;
        this.prefixes = new PrefixStore(rows, settings.prefixBytes());
        this.growth = new Growth(rows, table, queue, prefixes, decoder.ropeSwitch(), health, settings.cacheBytes());
        this.admission = new Admission(rows, queue, table, prefixes, settings.cacheBytes(), decoder);
        this.decode = new DecodeStep(rows, table, growth, decoder.ropeSwitch());
        this.prefill =
                new PrefillStep(rows, table, growth, new ChunkSize(settings.chunk()), decoder.ropeSwitch(), clock);
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                long calls = queue.calls();
                if (!turn() && !closed) {
                    queue.await(calls);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("A model's engine has failed; the next request loads the model anew", e);
            health.crashed(e);
        } finally {
            end();
        }
    }

    /** @return whether there was anything to do */
    private boolean turn() {
        sweep();
        admission.admit();
        boolean stepped = decode.run();
        boolean read = prefill.run();
        health.at(table.all().size(), prefixes.bytes());
        return stepped || read;
    }

    /** Lets go of texts that nobody waits for. */
    private void sweep() {
        Instant now = clock.instant();
        queue.refuse(sequence -> given(sequence, now), EngineLoop::late);
        table.where(slot -> given(slot.sequence(), now)).forEach(slot -> {
            growth.leave(slot);
            slot.sequence().fail(late());
        });
    }

    private static boolean given(Sequence sequence, Instant now) {
        Instant deadline = sequence.request().requester().deadline();
        return sequence.stream().cancelled() || (deadline != null && deadline.isBefore(now));
    }

    private static Problem late() {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "The answer was not ready in time. Please try again when the model is less busy.");
    }

    private void end() {
        table.all().forEach(slot -> {
            growth.leave(slot);
            slot.sequence().fail(gone());
        });
        if (health.crash() != null) {
            // Nobody would take them from the queue.
            queue.refuse(_ -> true, EngineLoop::gone);
        }
        prefixes.close();
        rows.close();
    }

    static Problem gone() {
        return new Problem(
                ProblemType.UNAVAILABLE, "The model was stopped before its answer was complete. Please ask again.");
    }

    /** Ends the thread after its present step. */
    void close() {
        closed = true;
        queue.wake();
    }
}
