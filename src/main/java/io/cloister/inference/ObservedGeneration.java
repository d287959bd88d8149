package io.cloister.inference;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;

/** One generation while it is observed. Used by one thread at a time. */
final class ObservedGeneration {

    private static final String OPERATION = "gen_ai.operation.name";
    private static final String REQUEST_MODEL = "gen_ai.request.model";
    private static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
    private static final String ERROR_TYPE = "error.type";

    private final MeterRegistry meters;
    private final Tags tags;
    private final Timer.Sample begun;
    private final Observation observation;
    private boolean textCame;

    ObservedGeneration(String operation, String model, ObservationRegistry observations, MeterRegistry meters) {
        this.meters = meters;
        this.tags = Tags.of(
                Tag.of(OPERATION, operation), Tag.of("gen_ai.provider.name", "cloister"), Tag.of(REQUEST_MODEL, model));
        this.begun = Timer.start(meters);
        this.observation = Observation.createNotStarted("gen_ai.client.operation", observations)
                .contextualName(operation + " " + model)
                .lowCardinalityKeyValue(OPERATION, operation)
                .lowCardinalityKeyValue("gen_ai.provider.name", "cloister")
                .lowCardinalityKeyValue(REQUEST_MODEL, model)
                .lowCardinalityKeyValue("gen_ai.response.model", model)
                .lowCardinalityKeyValue(FINISH_REASONS, "none")
                .lowCardinalityKeyValue(ERROR_TYPE, "none")
                .start();
    }

    void note(GenerationChunk chunk) {
        if (!textCame) {
            textCame = true;
            begun.stop(meters.timer("gen_ai.server.time_to_first_token", tags));
        }
        if (chunk instanceof GenerationChunk.Finished finished) {
            observation
                    .lowCardinalityKeyValue(
                            FINISH_REASONS, finished.reason().name().toLowerCase(Locale.ROOT))
                    .highCardinalityKeyValue("gen_ai.usage.input_tokens", Integer.toString(finished.promptTokens()))
                    .highCardinalityKeyValue(
                            "gen_ai.usage.output_tokens", Integer.toString(finished.completionTokens()));
            count("input", finished.promptTokens());
            count("output", finished.completionTokens());
        }
    }

    /** Its kind is told; its sentence, which may hold what was sent, is not. */
    void failed(RuntimeException failure) {
        observation
                .lowCardinalityKeyValue(ERROR_TYPE, failure.getClass().getSimpleName())
                .error(new ObservedFailure(failure.getClass()));
    }

    /** Also where the reader left before the end. */
    void end() {
        begun.stop(meters.timer("gen_ai.server.request.duration", tags));
        observation.stop();
    }

    private void count(String type, int tokens) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .baseUnit("token")
                .tags(tags.and("gen_ai.token.type", type))
                .register(meters)
                .record(tokens);
    }

    /** A failure without its words. */
    private static final class ObservedFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ObservedFailure(Class<?> kind) {
            super(kind.getName(), null, false, false);
        }
    }
}
