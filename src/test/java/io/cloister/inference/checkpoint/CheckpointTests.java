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

/** What belongs to a checkpoint beside its numbers. */
class CheckpointTests {

    @TempDir
    Path outside;

    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectory(outside.resolve("checkpoint"));
        new SafetensorsFile().f32("a", List.of(1L), 1).writeCheckpoint(folder);
    }

    @Test
    void givesConfigurationAndSaysWhatIsMissing() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"llama\"}");

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.folder()).isEqualTo(folder);
            assertThat(checkpoint.config().path("model_type").asString()).isEqualTo("llama");
            assertThat(checkpoint.generationConfig().isMissingNode()).isTrue();
            assertThat(checkpoint.tokenizerConfig().isMissingNode()).isTrue();
        }
    }

    @Test
    void givesWhatIsSaidOfGenerationAndTokenizer() throws IOException {
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [2, 3]}");
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"chat_template\": \"old\", \"bos_token\": \"<s>\"}");

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.generationConfig().path("eos_token_id")).hasSize(2);
            assertThat(checkpoint.tokenizerConfig().path("chat_template").asString())
                    .isEqualTo("old");
        }
    }

    @Test
    void aTemplateInItsOwnFileReplacesTheOneOfTheTokenizer() throws IOException {
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"chat_template\": \"old\", \"bos_token\": \"<s>\"}");
        Files.writeString(folder.resolve("chat_template.jinja"), "{{ messages }}\n");

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.tokenizerConfig().path("chat_template").asString())
                    .isEqualTo("{{ messages }}\n");
            assertThat(checkpoint.tokenizerConfig().path("bos_token").asString())
                    .isEqualTo("<s>");
        }
    }

    @Test
    void aTemplateNeedsNoOtherFile() throws IOException {
        Files.writeString(folder.resolve("chat_template.jinja"), "{{ messages }}");

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.tokenizerConfig().path("chat_template").asString())
                    .isEqualTo("{{ messages }}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "generation_config.json", "tokenizer_config.json"})
    void saysWhereJsonIsDamaged(String file) throws IOException {
        Files.writeString(folder.resolve(file), "{\n  \"a\": 1,\n  \"b\": ]\n}");

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessage("The file '" + file
                        + "' is damaged: its JSON is not valid at line 3, column 8; copy or download it again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"a\": 1, \"a\": 2}", "{} {}", "{\"a\": NaN}", "{\"a\": 1"})
    void refusesConfigurationThatIsNotOneObject(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("'config.json' is damaged");
    }

    @Test
    void refusesTextsThatAreNotInUtf8() throws IOException {
        Files.write(folder.resolve("chat_template.jinja"), new byte[] {'a', (byte) 0xff});

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .hasMessageContaining("'chat_template.jinja' is damaged: it is no text in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors"})
    void namesAFileThatIsMissing(String file) throws IOException {
        Files.delete(folder.resolve(file));

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("'" + file + "' is missing");
    }

    @Test
    void namesAFolderThatIsMissing() {
        assertThatThrownBy(() -> Checkpoint.open(folder.resolve("none")))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("none' is no folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json",
                "generation_config.json",
                "tokenizer_config.json",
                "chat_template.jinja",
                "model.safetensors",
                "model.safetensors.index.json"
            })
    void followsNoSymbolicLink(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
        Path target = Files.writeString(outside.resolve("target"), "{}");
        Files.createSymbolicLink(folder.resolve(file), target);

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessage("The file '" + file
                        + "' is a link or a folder; copy the file itself into the checkpoint's folder.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "chat_template.jinja", "model.safetensors", "model.safetensors.index.json"})
    void opensNoFileThatHasASecondName(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
        Path target = Files.writeString(outside.resolve("target"), "{}");
        Files.createLink(folder.resolve(file), target);

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("'" + file + "' is a hard link");
    }

    @Test
    void opensNoFolderInPlaceOfAFile() throws IOException {
        Files.delete(folder.resolve("config.json"));
        Files.createDirectory(folder.resolve("config.json"));

        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("'config.json' is a link or a folder");
    }
}
