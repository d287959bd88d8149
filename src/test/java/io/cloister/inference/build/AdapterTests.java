package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.Reference.Prompt;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.decoder.WrittenTokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A LoRA adapter changes a model as the reference implementation says, merged or chosen for a text. */
class AdapterTests {

    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path directory;

    private Reference adapter = new Reference(Path.of(""), List.of(), List.of());
    private Reference base = adapter;

    @BeforeEach
    void open() {
        adapter = Reference.read(Reference.shared("oracle/llama3-lora"));
        base = Reference.read(Reference.shared("oracle/llama3"));
    }

    @Test
    void mergedIntoTheWeightsItGivesTheTokensOfTheReference() throws Exception {
        BuildOptions options = BuildOptions.of(WeightsType.FP32).withAdapter(adapter.folder());
        try (BuiltModel model = BuiltModel.build(base.folder(), directory.resolve("merged"), options)) {
            for (Prompt prompt : adapter.prompts()) {
                assertContinuedAsTheReferenceDoes(model, prompt);
            }
        }
    }

    @Test
    void chosenForATextItGivesTheSameAndTheModelItselfStaysAsItIs() throws Exception {
        BuildOptions options = BuildOptions.of(WeightsType.FP32);
        try (BuiltModel model = BuiltModel.buildAdaptable(base.folder(), directory.resolve("base"), options);
                BuiltModel adapted = model.adapted(adapter.folder())) {
            for (Prompt prompt : adapter.prompts()) {
                assertContinuedAsTheReferenceDoes(adapted, prompt);
            }
            for (Prompt prompt : base.prompts()) {
                assertContinuedAsTheReferenceDoes(model, prompt);
            }
        }
    }

    @Test
    void onQuantizedWeightsItStillChangesTheText() throws Exception {
        BuildOptions options = BuildOptions.of(WeightsType.INT8);
        Prompt prompt = adapter.prompt("short");
        try (BuiltModel model = BuiltModel.buildAdaptable(base.folder(), directory.resolve("base"), options);
                BuiltModel adapted = model.adapted(adapter.folder())) {
            double change =
                    greatestError(prompt, model.continued(1, prompt.tokens()).getFirst());
            double error =
                    greatestError(prompt, adapted.continued(1, prompt.tokens()).getFirst());
            assertThat(error).isLessThan(change / 4);
        }
    }

    @Test
    void anAdapterOfAnotherModelIsRefused() {
        Path other = Reference.shared("oracle/qwen3");
        BuildOptions options = BuildOptions.of(WeightsType.FP32).withAdapter(adapter.folder());
        assertThatThrownBy(() -> ModelBuild.build(other, directory.resolve("other"), options, BuildProgress.NONE))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("use the model that it was trained on");
        assertThat(directory).isEmptyDirectory();
    }

    private static void assertContinuedAsTheReferenceDoes(BuiltModel model, Prompt prompt) {
        WrittenTokens text =
                model.continued(prompt.greedy().size(), prompt.tokens()).getFirst();
        assertThat(greatestError(prompt, text)).as(prompt.name()).isLessThan(TOLERANCE);
        assertThat(LongStream.of(text.tokens()).boxed().toList())
                .as(prompt.name())
                .isEqualTo(prompt.greedy());
    }

    private static double greatestError(Prompt prompt, WrittenTokens text) {
        float[] logits = Objects.requireNonNull(text.promptLogits());
        double greatest = 0;
        for (int i = 0; i < logits.length; i++) {
            greatest = Math.max(greatest, Math.abs(logits[i] - prompt.logits().get(i)));
        }
        return greatest;
    }
}
