package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.checkpoint.SafetensorsFile;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What cannot be built is refused with one sentence, and nothing is left behind. */
class UnusableCheckpointsTests {

    private static final RandomCheckpoint TINY = new RandomCheckpoint(1, 32, 2, 1, 64, 40);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    @BeforeEach
    void writeACheckpoint() throws IOException {
        TINY.write(source());
    }

    @Test
    void whatIsWholeIsBuilt() throws Exception {
        build(WeightsType.INT4);

        assertThat(target()).isDirectoryContaining("glob:**/cloister-model.json");
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            architectures            | ["BertModel"]   | which cannot be built; known are FalconForCausalLM, GPT2LMHeadModel
            architectures            | []              | which cannot be built
            attention_sinks          | 4               | not understood and might change the results
            rope_scaling             | {"type":"odd"}  | which is not known; known are default
            hidden_act               | "swoosh"        | asks for the activation
            hidden_size              | "many"          | a whole number above 0 must stand
            hidden_size              | -32             | a whole number above 0 must stand
            hidden_size              | null            | lacks
            num_key_value_heads      | 7               | which does not divide
            intermediate_size        | 65              | do not belong together
            num_hidden_layers        | 2               | have no tensor
            vocab_size               | 41              | do not belong together
            tie_word_embeddings      | false           | have no tensor
            quantization_config      | {"bits":4}      | is quantized already
            """)
    void aConfigurationThatCannotBeIsRefused(String key, String value, String sentence) throws IOException {
        config(key, value);

        assertRefused(WeightsType.INT4, sentence);
    }

    @Test
    void ofAnUnknownArchitectureItIsSaidWhatIsNotUnderstood() throws IOException {
        config("architectures", "[\"OddForCausalLM\"]");
        config("kv_lora_rank", "512");

        assertRefused(WeightsType.INT4, "Not understood in it: 'kv_lora_rank': 512.");
    }

    @Test
    void fewerLayersThanTheWeightsHaveAreNotPassedOver() throws IOException {
        new RandomCheckpoint(2, 32, 2, 1, 64, 40).write(directory.resolve("two"));
        Files.copy(
                source().resolve("config.json"),
                directory.resolve("two/config.json"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> ModelBuild.build(
                        directory.resolve("two"), target(), BuildOptions.of(WeightsType.INT4), BuildProgress.NONE))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("9 tensors that config.json does not explain, 'model.layers.1.");
    }

    @ParameterizedTest
    @EnumSource(WeightsType.class)
    void numbersThatAreNoneAreFoundInEveryMatrix(WeightsType type) throws IOException {
        float[] numbers = new float[64 * 32];
        numbers[777] = Float.NaN;
        replace("model.layers.0.mlp.up_proj.weight", numbers);

        assertRefused(type, "'model.layers.0.mlp.up_proj.weight' holds numbers that are infinite or not numbers");
    }

    @Test
    void infinityIsFoundInANorm() throws IOException {
        float[] numbers = new float[32];
        numbers[31] = Float.NEGATIVE_INFINITY;
        replace("model.norm.weight", numbers);

        assertRefused(WeightsType.INT4, "'model.norm.weight' holds numbers that are infinite");
    }

    @Test
    void aBuildThatIsCancelledLeavesNothing() {
        var progress = new BuildProgress() {
            @Override
            public void advanced(long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> ModelBuild.build(source(), target(), BuildOptions.of(WeightsType.INT4), progress))
                .isInstanceOf(InterruptedIOException.class);
        assertNothingLeft();
    }

    @Test
    void ofTwoBuildsToOnePlaceOneIsWholeAndTheOtherIsRefused() throws Exception {
        Callable<Boolean> one = () -> {
            try {
                build(WeightsType.INT8);
                return true;
            } catch (UnusableCheckpointException e) {
                assertThat(e.sentence()).contains(target().toString());
                return false;
            }
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> both = pool.invokeAll(List.of(one, one));
            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(true, false);
        }
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
        assertThat(target()).isDirectoryContaining("glob:**/cloister-model.json");
    }

    @Test
    void aPlaceThatIsTakenIsLeftAlone() throws IOException {
        Files.createDirectory(target());
        Files.writeString(target().resolve("mine"), "mine");

        assertThatThrownBy(() -> build(WeightsType.INT4))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("already");
        assertThat(target()).isDirectoryContaining("glob:**/mine");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> ModelBuild.build(
                        source(), file.resolve("model"), BuildOptions.of(WeightsType.INT4), BuildProgress.NONE))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining(file.toString());
    }

    private void assertRefused(WeightsType type, String sentence) {
        assertThatThrownBy(() -> build(type))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining(sentence);
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(target()).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    private void build(WeightsType type) throws IOException {
        ModelBuild.build(source(), target(), BuildOptions.of(type), BuildProgress.NONE);
    }

    private void config(String key, String value) throws IOException {
        Path file = source().resolve("config.json");
        ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
        json.set(key, JSON.readTree(value));
        Files.write(file, JSON.writeValueAsBytes(json));
    }

    /** Writes all weights anew, one of them as given. */
    private void replace(String tensor, float... numbers) throws IOException {
        var file = new SafetensorsFile();
        TINY.shapes().forEach((name, shape) -> {
            List<Long> dimensions = LongStream.of(shape).boxed().toList();
            int elements = (int) LongStream.of(shape).reduce(1, (x, y) -> x * y);
            file.f32(name, dimensions, name.equals(tensor) ? numbers : new float[elements]);
        });
        file.write(source().resolve("model.safetensors"));
    }

    private Path source() {
        return directory.resolve("source");
    }

    private Path target() {
        return directory.resolve("target");
    }
}
