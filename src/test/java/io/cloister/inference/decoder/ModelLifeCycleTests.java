package io.cloister.inference.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.intake.Initiator;
import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.StoriesModel;
import io.cloister.inference.scheduling.EngineSettings;
import io.cloister.platform.Problem;
import io.cloister.portal.PortalTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When models are in memory, and when they are not. */
@PortalTest
class ModelLifeCycleTests {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final EngineSettings SETTINGS = new EngineSettings(2, 512, 64, 10, 10, 1L << 30, 0);

    private final ModelCatalog catalog;
    private Instant now = Instant.EPOCH;
    private DecoderModels models;

    @TempDir
    Path directory;

    ModelLifeCycleTests(ModelCatalog catalog) {
        this.catalog = catalog;
        this.models = models(Long.MAX_VALUE, Map.of());
    }

    private DecoderModels models(long memory, Map<String, String> drafts) {
        var limits = new EngineLimits(SETTINGS, memory, IDLE, drafts);
        return new DecoderModels(
                catalog,
                new DecoderLoading(LoadedModels.SESSIONS, limits, () -> now),
                LoadedModels.WORK,
                limits,
                () -> now);
    }

    @AfterEach
    void close() {
        models.close();
    }

    @Test
    void aModelIsLoadedWhenAskedAndLetGoOfWhenNobodyHasAskedForLong() throws IOException {
        ModelDescription model = stories();

        assertThat(models.loaded()).isEmpty();
        assertThat(ask(model)).isEqualTo(FinishReason.LENGTH);
        now = now.plus(IDLE);
        models.sweep();
        assertThat(models.loaded()).hasSize(1);
        now = now.plusMillis(1);
        models.sweep();
        assertThat(models.loaded()).isEmpty();
        assertThat(ask(model)).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aModelAtWorkIsNotLetGoOf() throws IOException {
        try (Stream<GenerationChunk> text = models.get(stories()).generate(request(400))) {
            Iterator<GenerationChunk> chunks = text.iterator();
            chunks.next();
            now = now.plus(IDLE).plus(IDLE);
            models.sweep();

            assertThat(models.loaded()).hasSize(1);
            assertThat(last(chunks)).isInstanceOf(GenerationChunk.Finished.class);
        }
    }

    @Test
    void theModelThatWasNotUsedLongestMakesRoomForAnother() throws IOException {
        ModelDescription first = stories();
        ModelDescription second = stories();
        ModelDescription third = stories();
        models = models(5 * first.bytes() / 2, Map.of());

        ask(first);
        now = now.plusSeconds(1);
        ask(second);
        now = now.plusSeconds(1);
        ask(third);

        assertThat(models.loaded()).extracting(LoadedModel::name).containsOnly(second.name(), third.name());
    }

    @Test
    void aModelThatDoesNotFitBesideThoseAtWorkIsRefused() throws IOException {
        ModelDescription first = stories();
        ModelDescription second = stories();
        models = models(3 * first.bytes() / 2, Map.of());

        try (Stream<GenerationChunk> text = models.get(first).generate(request(400))) {
            text.iterator().next();
            assertThatThrownBy(() -> models.get(second))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("does not fit into the memory of this server");
        }
        assertThat(ask(second)).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aModelWhoseSessionHasFailedIsLoadedAnew() throws IOException {
        ModelDescription model = stories();
        ServedDecoder held = models.hold(model);
        held.engine().close();

        assertThat(ask(model)).isEqualTo(FinishReason.LENGTH);
        assertThat(models.hold(model)).isNotSameAs(held);
    }

    @Test
    void aModelThatIsStoppedSaysSoToWhoeverReadsIt() throws IOException {
        ModelDescription model = stories();
        try (Stream<GenerationChunk> text = models.get(model).generate(request(400))) {
            Iterator<GenerationChunk> chunks = text.iterator();
            chunks.next();
            assertThat(models.unload(model.id())).isTrue();

            assertThatThrownBy(() -> last(chunks)).hasMessageContaining("was stopped before its answer was complete");
        }
        assertThat(ask(model)).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aModelThatIsSetToBeHelpedByAnotherIs() throws IOException {
        ModelDescription model = stories();
        ModelDescription helper = stories();
        String alone = text(model);
        models.close();
        models = models(Long.MAX_VALUE, Map.of(model.name(), helper.name()));

        assertThat(text(model)).isEqualTo(alone);
        assertThat(models.loaded().getFirst().status().right()).isPositive();
    }

    @Test
    void aHelperThatIsNotThereIsNamedAsTheReason() throws IOException {
        ModelDescription model = stories();
        models = models(Long.MAX_VALUE, Map.of(model.name(), "nobody"));

        assertThatThrownBy(() -> models.get(model)).hasMessageContaining("helped by a model that is not there");
    }

    private String text(ModelDescription model) {
        try (Stream<GenerationChunk> text = models.get(model).generate(request(60))) {
            return text.filter(GenerationChunk.Text.class::isInstance)
                    .map(chunk -> ((GenerationChunk.Text) chunk).text())
                    .collect(Collectors.joining());
        }
    }

    private ModelDescription stories() throws IOException {
        String name = "life-" + UUID.randomUUID();
        Path folder = StoriesModel.build(directory.resolve(name));
        return Initiator.operator("somebody").act(() -> catalog.importFolder(folder, name, name, "MIT"));
    }

    private FinishReason ask(ModelDescription model) {
        try (Stream<GenerationChunk> text = models.get(model).generate(request(3))) {
            return ((GenerationChunk.Finished) last(text.iterator())).reason();
        }
    }

    private static GenerationChunk last(Iterator<GenerationChunk> chunks) {
        GenerationChunk last = chunks.next();
        while (chunks.hasNext()) {
            last = chunks.next();
        }
        return last;
    }

    private static GenerationRequest request(int tokens) {
        return new GenerationRequest(
                ModelId.builtIn("any"),
                new GenerationInput.Continuation("Once upon a time"),
                tokens,
                Sampling.GREEDY,
                OutputRules.NONE,
                Requester.HOUSE);
    }
}
