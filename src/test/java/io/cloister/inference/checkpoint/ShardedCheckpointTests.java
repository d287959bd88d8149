package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in several files. */
class ShardedCheckpointTests {

    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        new SafetensorsFile().f32("a", List.of(1L), 1).write(folder.resolve(FIRST));
        new SafetensorsFile().f32("b", List.of(1L), 2).f32("c", List.of(1L), 3).write(folder.resolve(SECOND));
        index("{'a':'%s','b':'%s','c':'%s'}".formatted(FIRST, SECOND, SECOND));
    }

    @Test
    void eachTensorComesFromTheFileThatTheIndexNames() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weights().names()).containsExactly("a", "b", "c");
            assertThat(checkpoint.weights().get("a").file()).isEqualTo(FIRST);
            assertThat(checkpoint.weights().get("c").file()).isEqualTo(SECOND);
        }
    }

    @Test
    void filesThatTheIndexDoesNotNameAreLeftAlone() throws IOException {
        Files.writeString(folder.resolve("consolidated.safetensors"), "{\"never\": \"read\"}");

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weights().names()).hasSize(3);
        }
    }

    @Test
    void anIndexMayNameASingleFile() throws IOException {
        Files.delete(folder.resolve(FIRST));
        Files.move(folder.resolve(SECOND), folder.resolve("model.safetensors"));
        index("{'b':'model.safetensors','c':'model.safetensors'}");

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weights().names()).containsExactly("b", "c");
        }
    }

    @Test
    void namesAShardThatIsMissing() throws IOException {
        Files.delete(folder.resolve(SECOND));

        refused("'" + SECOND + "' is missing");
    }

    @Test
    void namesAShardThatIsALink() throws IOException {
        Files.move(folder.resolve(SECOND), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve(SECOND), folder.resolve("elsewhere"));

        refused("'" + SECOND + "' is a link");
    }

    @Test
    void namesATensorThatIsNotWhereTheIndexSays() throws IOException {
        index("{'a':'%s','b':'%s','c':'%s'}".formatted(FIRST, FIRST, SECOND));

        refused("The tensor 'b' lies in '" + SECOND + "', where '" + INDEX + "' does not expect it");
    }

    @Test
    void namesATensorThatTheIndexDoesNotKnow() throws IOException {
        index("{'a':'%s','b':'%s'}".formatted(FIRST, SECOND));

        refused("The tensor 'c' lies in '" + SECOND + "', where '" + INDEX + "' does not expect it");
    }

    @Test
    void namesATensorThatOnlyTheIndexKnows() throws IOException {
        index("{'a':'%s','b':'%s','c':'%s','d':'%s'}".formatted(FIRST, SECOND, SECOND, FIRST));

        refused("The tensor 'd' is missing from '" + FIRST + "'");
    }

    @Test
    void refusesATensorInTwoFiles() throws IOException {
        new SafetensorsFile().f32("a", List.of(1L), 1).f32("b", List.of(1L), 9).write(folder.resolve(FIRST));

        refused("The tensor 'b' lies in '" + FIRST + "', where '" + INDEX + "' does not expect it");
    }

    @Test
    void refusesSeveralFilesWithoutAnIndex() throws IOException {
        Files.delete(folder.resolve(INDEX));

        refused("several safetensors files ('" + FIRST + "', '" + SECOND + "', ...) but no '" + INDEX + "'");
    }

    @Test
    void refusesOneShardWithoutAnIndex() throws IOException {
        Files.delete(folder.resolve(INDEX));
        Files.delete(folder.resolve(SECOND));

        refused("has '" + FIRST + "' but neither 'model.safetensors' nor '" + INDEX + "'");
    }

    @Test
    void refusesASingleFileBesideAnIndexThatNamesOthers() throws IOException {
        new SafetensorsFile().f32("a", List.of(1L), 1).write(folder.resolve("model.safetensors"));

        refused("has 'model.safetensors' and also '" + INDEX + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'../model.safetensors'",
                "'/etc/model.safetensors'",
                "'sub/model.safetensors'",
                "'..\\\\model.safetensors'",
                "'C:model.safetensors'",
                "'..safetensors'",
                "'.hidden.safetensors'",
                "'a..b.safetensors'",
                "'model\\u0000.safetensors'",
                "'model\\n.safetensors'",
                "'mod\\u0435l.safetensors'",
                "'model.safetensors '",
                "'config.json'",
                "'pytorch_model.bin'",
                "''",
                "7",
                "null",
                "{}"
            })
    void followsNoNameOutOfTheFolder(String name) throws IOException {
        index("{'a':%s}".formatted(name));

        refused("The index '" + INDEX + "' says that the tensor 'a' lies in '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "7"})
    void refusesAnIndexWithoutTensors(String map) throws IOException {
        index(map);

        refused("'" + INDEX + "' is damaged: it has no 'weight_map'");
    }

    @Test
    void refusesAnIndexThatNamesATensorTwice() throws IOException {
        index("{'a':'%s','a':'%s'}".formatted(FIRST, SECOND));

        refused("'" + INDEX + "' is damaged: its JSON is not valid at line 1");
    }

    private void index(String weightMap) throws IOException {
        String json = "{'metadata':{'total_size':1},'weight_map':%s}".formatted(weightMap);
        Files.writeString(folder.resolve(INDEX), json.replace('\'', '"'));
    }

    private void refused(String fault) {
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining(fault);
    }
}
