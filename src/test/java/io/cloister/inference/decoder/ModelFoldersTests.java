package io.cloister.inference.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cloister.SharedFiles;
import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.FinishReason;
import io.cloister.inference.GraphParts;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.Sampling;
import io.cloister.inference.StoriesGraphs;
import io.cloister.inference.StoriesModel;
import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import io.cloister.inference.onnx.DecoderLimits;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import onnx.GraphProto;
import onnx.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders of several origins, and what their models write. */
class ModelFoldersTests {

    private static final Path SHARED = SharedFiles.ROOT.resolve("fixtures");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theTrainedModelContinuesItsKnownText(boolean ofTokens) throws Exception {
        StoriesModel.build(folder);
        if (ofTokens) {
            StoriesModel.change(folder, StoriesGraphs::ofTokens);
        }
        long[] known = StoriesModel.tokens();

        WrittenTokens text = write(folder, Arrays.copyOf(known, 1), known.length - 1);

        assertThat(text.tokens()).isEqualTo(Arrays.copyOfRange(known, 1, known.length));
        assertThat(text.reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aFolderOfGenaiIsReadAsItIs() throws Exception {
        Path genai = SHARED.resolve("models/genai/tiny-random-gpt2-fp32");
        assumeThat(genai).exists();

        try (var decoder = LoadedDecoder.loadForTokens(genai, LoadedModels.SESSIONS);
                var writer = new TokenWriter(decoder, 2)) {
            List<WrittenTokens> texts = writer.write(List.of(request(6, 0, 0, 0, 52), request(6, 0, 0, 195, 731)));
            assertThat(texts.get(0).tokens()).containsExactly(204, 204, 204, 204, 204, 204);
            assertThat(texts.get(1).tokens()).containsExactly(731, 114, 114, 114, 114, 114);
            assertThat(decoder.contextLength()).isEqualTo(512);
            assertThat(decoder.vocabulary()).isEqualTo(1000);
            assertThat(decoder.config().endTokens()).containsExactly(98L);
        }
    }

    @Test
    void aFolderOfGenaiMayNameEverythingAnew() throws Exception {
        StoriesModel.change(StoriesModel.build(folder), ModelFoldersTests::renamed);
        Files.move(folder.resolve("model.onnx"), folder.resolve("decoder.onnx"));
        Files.delete(folder.resolve("config.json"));
        Files.delete(folder.resolve(ModelManifest.FILE));
        Files.writeString(folder.resolve("genai_config.json"), """
                {"model": {"type": "llama", "context_length": 300, "eos_token_id": [7, 9], "vocab_size": 512,
                  "decoder": {"filename": "decoder.onnx",
                    "inputs": {"input_ids": "ids", "past_key_names": "k_in_%d", "past_value_names": "v_in_%d"},
                    "outputs": {"logits": "scores", "present_key_names": "k_%d_out", "present_value_names": "v_%d_out"}}}}
                """);
        long[] known = StoriesModel.tokens();

        assertThat(write(folder, Arrays.copyOf(known, 20), 30).tokens()).isEqualTo(Arrays.copyOfRange(known, 20, 50));
        ModelConfig config = new DecoderFolder(folder).config();
        assertThat(config.contextLength()).isEqualTo(300);
        assertThat(config.endTokens()).contains(7L, 9L);
    }

    @Test
    void endTokensAreThoseOfAllFiles() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\": 2, \"n_positions\": 77}");
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [3, 4]}");

        ModelConfig config = new DecoderFolder(folder).config();

        assertThat(config.endTokens()).isEqualTo(Set.of(2L, 3L, 4L));
        assertThat(config.limits()).isEqualTo(new DecoderLimits(77, DecoderLimits.NEVER, 0));
    }

    @Test
    void aManifestOfOurOwnTellsBest() throws Exception {
        StoriesModel.build(folder);
        Path manifest = folder.resolve(ModelManifest.FILE);
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("\"contextLength\" : 512", "\"contextLength\" : 90")
                        .replace("\"ropeSwitch\" : null", "\"ropeSwitch\" : 64"));

        ModelConfig config = new DecoderFolder(folder).config();

        assertThat(config.limits()).isEqualTo(new DecoderLimits(90, 64, 512));
    }

    @Test
    void aTextThatGrowsPastItsRopeSwitchGoesOnAsIfReadAnew() throws Exception {
        Path checkpoint = SHARED.resolve("oracle/phi3-longrope");
        assumeThat(checkpoint).exists();
        ModelBuild.build(checkpoint, folder, BuildOptions.of(WeightsType.FP32), BuildProgress.NONE);
        assertThat(new DecoderFolder(folder).config().limits().ropeSwitch()).isEqualTo(64);
        long[] prompt = {1, 17, 101, 33, 250, 9, 77, 12, 5, 140};

        long[] written = write(folder, prompt, 80).tokens();

        assertThat(written).hasSize(80);
        for (int count = 40; count < 80; count++) {
            long[] anew = Arrays.copyOf(prompt, prompt.length + count);
            System.arraycopy(written, 0, anew, prompt.length, count);
            assertThat(write(folder, anew, 1).tokens()).containsExactly(written[count]);
        }
    }

    @Test
    void anEndTokenStopsTheTextAndIsNoPartOfIt() throws Exception {
        StoriesModel.build(folder);
        long[] known = StoriesModel.tokens();
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [%d]}".formatted(known[12]));

        WrittenTokens text = write(folder, Arrays.copyOf(known, 10), 30);

        assertThat(text.tokens()).isEqualTo(Arrays.copyOfRange(known, 10, 12));
        assertThat(text.reason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void theContextEndsAText() throws Exception {
        StoriesModel.build(folder);

        WrittenTokens text = write(folder, Arrays.copyOf(StoriesModel.tokens(), 50), 10_000);

        assertThat(text.tokens().length).isLessThanOrEqualTo(512 - 50);
        assertThat(text.reason()).isNotNull();
    }

    @Test
    void aCheckpointThatWasNotBuiltIsCalledOne() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("model.safetensors"), "");

        assertThatThrownBy(() -> LoadedDecoder.loadForTokens(folder, LoadedModels.SESSIONS))
                .isInstanceOf(UnusableFolderException.class)
                .hasMessageContaining("was not built yet; build it first with ./cloister model build");
    }

    @Test
    void aGraphOfAnotherFolderIsNotOpened() throws IOException {
        StoriesModel.build(folder);
        Files.delete(folder.resolve(ModelManifest.FILE));
        Files.writeString(
                folder.resolve("genai_config.json"), "{\"model\": {\"decoder\": {\"filename\": \"../model.onnx\"}}}");

        assertThatThrownBy(() -> LoadedDecoder.loadForTokens(folder, LoadedModels.SESSIONS))
                .isInstanceOf(UnusableFolderException.class)
                .hasMessageContaining("'../model.onnx', which is not a file beside it");
    }

    @Test
    void anInputThatNoTextDecoderHasIsNamed() throws IOException {
        StoriesModel.change(
                StoriesModel.build(folder),
                graph -> graph.toBuilder()
                        .addInput(GraphParts.value("pixel_values", DataType.FLOAT, 1))
                        .build());

        assertThatThrownBy(() -> LoadedDecoder.loadForTokens(folder, LoadedModels.SESSIONS))
                .isInstanceOf(UnusableFolderException.class)
                .hasMessageContaining("pixel_values");
    }

    @Test
    void numbersThatAreNoneFailWithASentence() throws IOException {
        StoriesModel.change(StoriesModel.build(folder), StoriesGraphs::ofNoNumbers);

        assertThatThrownBy(() -> write(folder, new long[] {1}, 3))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no valid numbers (NaN)");
    }

    private static GraphProto renamed(GraphProto graph) {
        var changed = graph.toBuilder();
        changed.getInputBuilderList().forEach(input -> input.setName(renamed(input.getName())));
        changed.getOutputBuilderList().forEach(output -> output.setName(renamed(output.getName())));
        for (var node : changed.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, renamed(node.getInput(i)));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                node.setOutput(i, renamed(node.getOutput(i)));
            }
        }
        return changed.build();
    }

    private static String renamed(String name) {
        return switch (name) {
            case "input_ids" -> "ids";
            case "logits" -> "scores";
            default ->
                name.replaceAll("^past_key_values\\.(\\d+)\\.(.).*", "$2_in_$1")
                        .replaceAll("^present\\.(\\d+)\\.(.).*", "$2_$1_out");
        };
    }

    private static WrittenTokens write(Path folder, long[] prompt, int count) throws UnusableFolderException {
        try (var decoder = LoadedDecoder.loadForTokens(folder, LoadedModels.SESSIONS);
                var writer = new TokenWriter(decoder, 1)) {
            return writer.write(List.of(request(count, prompt))).getFirst();
        }
    }

    private static TokenPrompt request(int count, long... prompt) {
        return new TokenPrompt(prompt, count, Sampling.GREEDY, false, false);
    }
}
