package io.cloister.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.inference.GenerationChunk.Finished;
import io.cloister.inference.GenerationChunk.Text;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationObservationsTests {

    private static final String PATIENT = "Zyxomma has a fever";
    private static final ModelDescription MODEL = new ModelDescription(
            new ModelId(new UUID(0, 1)),
            "tales",
            "Tales",
            "",
            ModelTask.GENERATION,
            ModelRuntime.ONNX_DECODER,
            "1",
            "MIT",
            null,
            "0".repeat(64),
            1,
            false,
            true,
            Instant.EPOCH);
    private static final GenerationRequest REQUEST = new GenerationRequest(
            MODEL.id(),
            new GenerationInput.Continuation(PATIENT),
            5,
            Sampling.GREEDY,
            OutputRules.NONE,
            Requester.HOUSE);

    private final TestObservationRegistry observations = TestObservationRegistry.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Observation.Context> contexts = new ArrayList<>();
    private final GenerationObservations observed = new GenerationObservations(observations, meters);

    @BeforeEach
    void collect() {
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                contexts.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    @Test
    void tellsModelTokensAndEndUnderTheNamesOfTheConventions() {
        generate(Stream.of(new Text(PATIENT), new Finished(FinishReason.LENGTH, 7, 5, 0)));

        TestObservationRegistryAssert.assertThat(observations)
                .hasSingleObservationThat()
                .hasNameEqualTo("gen_ai.client.operation")
                .hasContextualNameEqualTo("text_completion tales")
                .hasLowCardinalityKeyValue("gen_ai.operation.name", "text_completion")
                .hasLowCardinalityKeyValue("gen_ai.request.model", "tales")
                .hasLowCardinalityKeyValue("gen_ai.response.finish_reasons", "length")
                .hasHighCardinalityKeyValue("gen_ai.usage.input_tokens", "7")
                .hasHighCardinalityKeyValue("gen_ai.usage.output_tokens", "5")
                .hasBeenStopped();
        assertThat(meters.get("gen_ai.client.token.usage")
                        .tag("gen_ai.token.type", "input")
                        .summary()
                        .totalAmount())
                .isEqualTo(7);
        assertThat(meters.get("gen_ai.client.token.usage")
                        .tag("gen_ai.token.type", "output")
                        .summary()
                        .totalAmount())
                .isEqualTo(5);
        assertThat(meters.get("gen_ai.server.time_to_first_token").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("gen_ai.server.request.duration").timer().count()).isEqualTo(1);
    }

    @Test
    void tellsNothingOfWhatIsReadOrWritten() {
        generate(Stream.of(new Text(PATIENT), new Finished(FinishReason.STOP, 7, 5, 0)));
        assertThatThrownBy(() ->
                        generate(Stream.<GenerationChunk>of(new Text(PATIENT)).peek(_ -> {
                            throw new IllegalStateException(PATIENT);
                        })))
                .hasMessage(PATIENT);

        assertThat(everythingTold()).isNotEmpty().noneMatch(text -> text.contains("Zyxomma"));
    }

    @Test
    void tellsTheKindOfAFailure() {
        assertThatThrownBy(() -> observed.observe(MODEL, REQUEST, () -> {
                    throw new IllegalStateException(PATIENT);
                }))
                .hasMessage(PATIENT);

        TestObservationRegistryAssert.assertThat(observations)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("error.type", "IllegalStateException")
                .hasError()
                .hasBeenStopped();
    }

    @Test
    void aReaderThatLeavesIsNoFailureAndEndsIt() {
        boolean[] closed = {false};
        try (Stream<GenerationChunk> chunks = observed.observe(
                MODEL,
                REQUEST,
                () -> Stream.<GenerationChunk>generate(() -> new Text("on")).onClose(() -> closed[0] = true))) {
            assertThat(chunks.iterator().next()).isEqualTo(new Text("on"));
        }

        assertThat(closed[0]).isTrue();
        TestObservationRegistryAssert.assertThat(observations)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("gen_ai.response.finish_reasons", "none")
                .doesNotHaveError()
                .hasBeenStopped();
    }

    private void generate(Stream<GenerationChunk> generated) {
        try (Stream<GenerationChunk> chunks = observed.observe(MODEL, REQUEST, () -> generated)) {
            chunks.forEach(_ -> {});
        }
    }

    private List<String> everythingTold() {
        Stream<String> told = contexts.stream()
                .flatMap(context -> Stream.concat(
                        context.getAllKeyValues().stream().map(value -> value.getKey() + value.getValue()),
                        Stream.of(String.valueOf(context.getContextualName()), String.valueOf(context.getError()))));
        Stream<String> measured = meters.getMeters().stream().map(Meter::getId).map(Meter.Id::toString);
        return Stream.concat(told, measured).toList();
    }
}
