package io.cloister.assistant;

import io.cloister.audit.AuditEntry;
import io.cloister.catalog.ModelDescription;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.TextGeneration;
import io.cloister.platform.Problem;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a call to its end, and makes sure that this end is on record. */
final class RecordedPrompting implements Prompting {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedPrompting.class);

    private final UUID receipt;
    private final ModelDescription model;
    private final List<GenerationRequest> requests;
    private final TextGeneration generation;
    private final PromptFacts facts;
    private final Consumer<AuditEntry.Builder> outcome;
    private @Nullable Stream<GenerationChunk> started;

    RecordedPrompting(
            UUID receipt,
            ModelDescription model,
            List<GenerationRequest> requests,
            TextGeneration generation,
            PromptFacts facts,
            Consumer<AuditEntry.Builder> outcome) {
        this.receipt = receipt;
        this.model = model;
        this.requests = requests;
        this.generation = generation;
        this.facts = facts;
        this.outcome = outcome;
    }

    @Override
    public UUID receipt() {
        return receipt;
    }

    @Override
    public ModelDescription model() {
        return model;
    }

    @Override
    public void start() {
        try {
            started = generation.generate(requests.getFirst());
        } catch (RuntimeException e) {
            recordFailure(e);
            throw e;
        }
    }

    @Override
    public void run(Reader reader) {
        try {
            for (int text = 0; text < requests.size(); text++) {
                write(text, reader);
            }
            outcome.accept(AuditEntry.success(PromptEvents.COMPLETE));
        } catch (ReaderGone e) {
            outcome.accept(AuditEntry.aborted(PromptEvents.COMPLETE, "client-gone"));
            throw e;
        } catch (RuntimeException e) {
            recordFailure(e);
            throw e;
        }
    }

    private void write(int text, Reader reader) {
        try (Stream<GenerationChunk> chunks = open(text)) {
            chunks.forEach(chunk -> {
                facts.note(chunk);
                reader.accept(text, chunk);
            });
        }
    }

    private Stream<GenerationChunk> open(int text) {
        Stream<GenerationChunk> first = started;
        started = null;
        return first == null ? generation.generate(requests.get(text)) : first;
    }

    private void recordFailure(RuntimeException cause) {
        try {
            outcome.accept(AuditEntry.failure(PromptEvents.COMPLETE, reason(cause)));
        } catch (RuntimeException e) {
            // The intent stands; whoever starts next closes it as indeterminate.
            LOG.error("The end of the call {} could not be recorded", receipt, e);
        }
    }

    static String reason(RuntimeException cause) {
        return cause instanceof Problem problem ? problem.type().name() : "internal";
    }
}
