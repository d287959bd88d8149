package io.cloister.inference.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a model folder before it is taken in. */
class DecoderFolderInspectorTests {

    @TempDir
    Path folder;

    private final DecoderFolderInspector inspector =
            new DecoderFolderInspector(LoadedModels.SESSIONS, LoadedModels.WORK);

    @BeforeEach
    void build() throws IOException {
        ModelBuild.build(
                Path.of("src/test/resources/models/stories260K"),
                folder,
                BuildOptions.of(WeightsType.FP32),
                BuildProgress.NONE);
    }

    @Test
    void describesAModelThatPredicts() {
        InspectedModel found = inspector.inspect(folder);

        assertThat(found.architecture()).isEqualTo("LlamaForCausalLM");
        assertThat(found.contextLength()).isEqualTo(512);
        assertThat(found.grounded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.onnx", "model.onnx.data", "tokenizer.json"})
    void namesAFileThatIsMissing(String file) throws IOException {
        Files.delete(folder.resolve(file));

        assertThatThrownBy(() -> inspector.inspect(folder))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'" + file + "' is missing")
                .hasMessageContaining("put it into the model's folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.onnx", "tokenizer.json"})
    void namesAFileThatIsDamaged(String file) throws IOException {
        Files.writeString(folder.resolve(file), "not what it should be");

        assertThatThrownBy(() -> inspector.inspect(folder))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'" + file + "'");
    }

    @Test
    void noticesWeightsThatWereCutShort() throws IOException {
        try (var weights = FileChannel.open(folder.resolve("model.onnx.data"), StandardOpenOption.WRITE)) {
            weights.truncate(weights.size() / 2);
        }

        assertThatThrownBy(() -> inspector.inspect(folder))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("model.onnx");
    }

    @Test
    void opensNoWeightsThroughALink() throws IOException {
        Path weights = folder.resolve("model.onnx.data");
        Path elsewhere = Files.move(weights, folder.resolve("elsewhere"));
        Files.createSymbolicLink(weights, elsewhere);

        assertThatThrownBy(() -> inspector.inspect(folder))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("is a link or a folder");
    }
}
