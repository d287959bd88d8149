package io.cloister.inference.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.StoriesModel;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model writes before it is offered to anyone. */
class DecoderSamplerTests {

    private static final String BEGINNING = "Once upon a time";

    @TempDir
    Path folder;

    private final DecoderSampler sampler = new DecoderSampler(LoadedModels.SESSIONS, LoadedModels.WORK);

    @BeforeEach
    void build() throws IOException {
        StoriesModel.build(folder);
    }

    @Test
    void goesOnWithWhatItIsGivenAndLetsGoOfTheModelAgain() throws IOException {
        String sample = sampler.sample(model(), BEGINNING);

        assertThat(sample).hasSizeGreaterThan(50);
        assertThat(StoriesModel.text()).startsWith(BEGINNING + sample.substring(0, 50));
        assertThat(sampler.sample(model(), BEGINNING)).isEqualTo(sample);
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        Files.delete(folder.resolve("model.onnx"));

        assertThatThrownBy(() -> sampler.sample(model(), BEGINNING))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'model.onnx' is missing");
    }

    private ModelDescription model() {
        return new ModelDescription(
                new ModelId(UUID.randomUUID()),
                "stories",
                "Stories",
                "",
                ModelTask.GENERATION,
                ModelRuntime.ONNX_DECODER,
                "1",
                "MIT",
                folder,
                "",
                0,
                false,
                false,
                Instant.EPOCH);
    }
}
