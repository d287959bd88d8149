package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a folder that somebody else made. */
class FolderFactsTests {

    private static final InspectedModel FOUND =
            new InspectedModel(ModelTask.GENERATION, ModelRuntime.ONNX_DECODER, "LlamaForCausalLM", true, 2048);

    @TempDir
    Path folder;

    @Test
    void readsTheConfigurationOfHuggingFace() throws IOException {
        ModelManifest facts = facts("config.json", """
                {"model_type": "llama", "num_hidden_layers": 16, "hidden_size": 2048, "num_attention_heads": 32,
                 "num_key_value_heads": 8, "head_dim": 64, "vocab_size": 128256}""");

        assertThat(facts.family()).isEqualTo("llama");
        assertThat(facts.layers()).isEqualTo(16);
        assertThat(facts.keyValueHeads()).isEqualTo(8);
        assertThat(facts.vocabulary()).isEqualTo(128256);
        // 16 layers, keys and values, 8 heads of 64 numbers of 4 bytes
        assertThat(facts.bytesPerToken()).isEqualTo(16 * 2 * 8 * 64 * 4);
    }

    @Test
    void readsTheTextPartOfAModelThatAlsoSees() throws IOException {
        ModelManifest facts = facts("config.json", """
                {"model_type": "gemma3", "text_config": {"num_hidden_layers": 4, "hidden_size": 64,
                 "num_attention_heads": 4}}""");

        assertThat(facts.family()).isEqualTo("gemma3");
        assertThat(facts.headSize()).isEqualTo(16);
        assertThat(facts.keyValueHeads()).isEqualTo(4);
    }

    @Test
    void readsTheConfigurationOfOnnxruntimeGenai() throws IOException {
        ModelManifest facts = facts("genai_config.json", """
                {"model": {"type": "phi3", "vocab_size": 32064, "decoder": {"num_hidden_layers": 32,
                 "num_attention_heads": 32, "num_key_value_heads": 32, "head_size": 96, "hidden_size": 3072}}}""");

        assertThat(facts.family()).isEqualTo("phi3");
        assertThat(facts.headSize()).isEqualTo(96);
        assertThat(facts.vocabulary()).isEqualTo(32064);
    }

    @Test
    void believesNoNumberThatMakesNoSense() throws IOException {
        ModelManifest facts = facts("config.json", """
                {"num_hidden_layers": -5, "hidden_size": 999999999999, "num_attention_heads": "many"}""");

        assertThat(facts.layers()).isZero();
        assertThat(facts.bytesPerToken()).isZero();
    }

    @Test
    void theNeedOfMemoryIsWeightsAndTheCacheOfOneContextAndRoom() throws IOException {
        ModelManifest facts = facts("config.json", """
                {"num_hidden_layers": 16, "hidden_size": 2048, "num_attention_heads": 32, "num_key_value_heads": 8,
                 "vocab_size": 128256}""");
        long weights = 700_000_000;
        long cache = 2048L * 16 * 2 * 8 * 64 * 4;

        long need = MemoryNeed.bytes(
                facts, List.of(new ModelFile("model.onnx.data", weights, ""), new ModelFile("tokenizer.json", 9, "")));

        assertThat(need).isBetween(weights + cache + (64 << 20), weights + cache + (160 << 20));
    }

    @Test
    void aManifestThatANewerVersionWroteIsRefused() throws IOException {
        Files.writeString(folder.resolve(ModelManifest.FILE), """
                {"format": 2, "architecture": "x", "parameters": 1, "layers": 1, "hiddenSize": 1, "heads": 1,
                 "keyValueHeads": 1, "headSize": 1, "vocabulary": 1, "contextLength": 1, "bytesPerToken": 1,
                 "chatTemplate": false, "licence": "", "openness": "unknown", "files": []}""");

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> FolderFacts.of(folder, FOUND))
                .withMessageContaining("format 2");
    }

    @Test
    void aDamagedManifestIsRefused() throws IOException {
        for (String text : List.of("{", "[]", "{}", "{\"format\": 1}")) {
            Files.writeString(folder.resolve(ModelManifest.FILE), text);

            assertThatExceptionOfType(Problem.class)
                    .as(text)
                    .isThrownBy(() -> FolderFacts.of(folder, FOUND))
                    .withMessageContaining(ModelManifest.FILE);
        }
    }

    private ModelManifest facts(String file, String json) throws IOException {
        Files.writeString(folder.resolve(file), json);
        return FolderFacts.of(folder, FOUND);
    }
}
