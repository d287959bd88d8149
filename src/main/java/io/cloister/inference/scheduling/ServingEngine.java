package io.cloister.inference.scheduling;

import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.sampling.InvalidNumbers;
import io.cloister.inference.sampling.TokenChooser;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Serves one model to many people at once. Each replica has a thread of its own; all take from the same queue. Safe for
 * use by many threads.
 */
public final class ServingEngine implements AutoCloseable {

    /** Most tokens whose logits are wanted together: a guess and what follows it. */
    public static final int MOST_WANTED = Drafter.MOST + 1;

    private static final int WARM_PROMPT = 32;

    private final ServedModel model;
    private final EngineSettings settings;
    private final FairQueue queue;
    private final EngineHealth health = new EngineHealth();
    private final AtomicLong numbers = new AtomicLong();
    private final List<EngineLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int capacity;
    private volatile boolean closed;

    /** Begins to serve; loads nothing. */
    public ServingEngine(ServedModel model, EngineSettings settings, InstantSource clock) {
        this.model = model;
        this.settings = settings;
        this.queue = new FairQueue(settings.waiting(), settings.perPerson());
        this.capacity = Math.min(
                model.limits().contextLength(), model.replicas().getFirst().capacity());
        for (int i = 0; i < model.replicas().size(); i++) {
            DecoderRows rows = model.replicas().get(i);
            List<DecoderRows> draft = model.draft();
            Supplier<Drafter> drafters = draft == null ? PromptLookup::new : new DraftModel(draft.get(i));
            var loop = new EngineLoop(
                    rows, queue, settings, new DecoderTraits(model.limits().ropeSwitch(), drafters), health, clock);
            loops.add(loop);
            threads.add(
                    Thread.ofPlatform().daemon().name(model.name() + "-" + i).start(loop));
        }
    }

    /**
     * Takes a text to be continued.
     *
     * @throws Problem {@code prompt-too-long} where it does not fit, before anything is computed; {@code
     *     too-many-requests} where the person has too many at work; {@code unavailable} where the queue is full or the
     *     engine has ended
     */
    public TokenStream submit(TokenRequest request) {
        if (closed || health.crash() != null) {
            throw EngineLoop.gone();
        }
        requireRoom(request.prompt().length);
        var stream = new TokenStream(queue::wake);
        var sequence = new Sequence(numbers.incrementAndGet(), request, stream, capacity);
        requireMemory(sequence.reserved());
        queue.add(sequence);
        if (closed || health.crash() != null) {
            endWaiting();
        }
        return stream;
    }

    private void requireRoom(int tokens) {
        if (tokens == 0) {
            throw new Problem(ProblemType.INVALID_INPUT, "There is no text to continue. Please write one.");
        }
        if (tokens > capacity) {
            throw new Problem(
                    ProblemType.PROMPT_TOO_LONG,
                    "The text has %,d tokens and this model reads at most %,d. Please shorten it or choose a model with a longer context."
                            .formatted(tokens, capacity));
        }
    }

    private void requireMemory(int tokens) {
        long bytes = tokens * model.replicas().getFirst().bytesPerToken();
        if (bytes > settings.cacheBytes()) {
            throw new Problem(
                    ProblemType.PROMPT_TOO_LONG,
                    "Prompt and answer may take %,d tokens, for which this server has no memory. Please shorten the text or ask for a shorter answer."
                            .formatted(tokens));
        }
    }

    /** Lets the model write a little for nobody, so that the first who asks need not wait for what is done once. */
    public void warmUp() {
        int[] prompt = new int[Math.clamp(capacity - 2L, 1, WARM_PROMPT)];
        var chooser = new TokenChooser(Sampling.GREEDY, OutputRules.UNTOLD, new long[0]);
        try (TokenStream stream =
                submit(new TokenRequest(prompt, 0, 2, Set.of(), chooser, null, Requester.HOUSE, false, false, false))) {
            while (!(stream.next() instanceof TokenEvent.End)) {
                // Nobody reads it.
            }
        } catch (InvalidNumbers _) {
            // Who asks is told; other texts may do.
        }
    }

    /** Most tokens of prompt and answer together. */
    public int capacity() {
        return capacity;
    }

    public EngineStatus status() {
        return health.status(closed, queue.waiting());
    }

    /** Whether nobody is served or waits. */
    public boolean idle() {
        EngineStatus status = status();
        return status.active() == 0 && status.waiting() == 0;
    }

    /** Ends: takes nothing more, and what is not complete fails. Waits for the present step. */
    @Override
    public void close() {
        closed = true;
        loops.forEach(EngineLoop::close);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        endWaiting();
        if (model.draft() != null) {
            model.draft().forEach(DecoderRows::close);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endWaiting() {
        queue.refuse(_ -> true, EngineLoop::gone);
    }
}
