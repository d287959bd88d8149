package io.cloister.inference;

import io.cloister.catalog.ModelDescription;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has generations observed under the names of OpenTelemetry's conventions for generative AI: how long they take, how many
 * tokens they read and write, how they end. Never what is read or written.
 */
@Component
class GenerationObservations {

    private final ObservationRegistry observations;
    private final MeterRegistry meters;

    GenerationObservations(ObservationRegistry observations, MeterRegistry meters) {
        this.observations = observations;
        this.meters = meters;
    }

    /** Observed from now until the stream is closed. */
    Stream<GenerationChunk> observe(
            ModelDescription model, GenerationRequest request, Supplier<Stream<GenerationChunk>> generation) {
        var observed = new ObservedGeneration(operation(request.input()), model.name(), observations, meters);
        try {
            Stream<GenerationChunk> chunks = generation.get();
            return StreamSupport.stream(new Watched(chunks.spliterator(), observed), false)
                    .onClose(chunks::close)
                    .onClose(observed::end);
        } catch (RuntimeException e) {
            observed.failed(e);
            observed.end();
            throw e;
        }
    }

    private static String operation(GenerationInput input) {
        return input instanceof GenerationInput.Continuation ? "text_completion" : "chat";
    }

    /** Tells a failure of the model from one of its reader. */
    private static final class Watched extends AbstractSpliterator<GenerationChunk> {

        private final Spliterator<GenerationChunk> chunks;
        private final ObservedGeneration observed;
        private @Nullable GenerationChunk last;

        Watched(Spliterator<GenerationChunk> chunks, ObservedGeneration observed) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.chunks = chunks;
            this.observed = observed;
        }

        @Override
        public boolean tryAdvance(Consumer<? super GenerationChunk> reader) {
            last = null;
            try {
                chunks.tryAdvance(chunk -> last = chunk);
            } catch (RuntimeException e) {
                observed.failed(e);
                throw e;
            }
            GenerationChunk chunk = last;
            if (chunk == null) {
                return false;
            }
            observed.note(chunk);
            reader.accept(chunk);
            return true;
        }
    }
}
