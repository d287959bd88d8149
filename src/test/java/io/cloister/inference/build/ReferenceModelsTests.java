package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.Reference.Prompt;
import io.cloister.inference.decoder.OngoingText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is built computes what the reference implementation computes. */
class ReferenceModelsTests {

    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path directory;

    static Stream<Reference> all() throws IOException {
        return Stream.concat(Reference.oracle(), Reference.tiny());
    }

    @ParameterizedTest
    @MethodSource("all")
    void inSinglePrecisionLogitsAndTokensAreThoseOfTheReference(Reference reference) throws Exception {
        try (BuiltModel model = build(reference, WeightsType.FP32)) {
            for (Prompt prompt : reference.prompts()) {
                OngoingText text =
                        model.continued(prompt.greedy().size(), prompt.tokens()).getFirst();
                assertThat(greatestError(prompt, text)).as(prompt.name()).isLessThan(TOLERANCE);
                assertThat(tokens(text)).as(prompt.name()).isEqualTo(prompt.greedy());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.cloister.inference.build.Reference#oracle")
    void promptsReadTogetherGiveWhatEachGivesAlone(Reference reference) throws Exception {
        try (BuiltModel model = build(reference, WeightsType.FP32)) {
            for (List<String> group : reference.batches()) {
                List<Prompt> prompts = group.stream().map(reference::prompt).toList();
                List<OngoingText> texts =
                        model.continued(32, prompts.stream().map(Prompt::tokens).toArray(long[][]::new));
                for (int row = 0; row < texts.size(); row++) {
                    assertThat(greatestError(prompts.get(row), texts.get(row)))
                            .as(prompts.get(row).name())
                            .isLessThan(TOLERANCE);
                    assertThat(tokens(texts.get(row)))
                            .as(prompts.get(row).name())
                            .isEqualTo(prompts.get(row).greedy());
                }
            }
        }
    }

    private BuiltModel build(Reference reference, WeightsType type) throws Exception {
        return BuiltModel.build(reference.folder(), directory.resolve("model"), BuildOptions.of(type));
    }

    private static double greatestError(Prompt prompt, OngoingText text) {
        float[] logits = Objects.requireNonNull(text.promptLogits());
        assertThat(logits).hasSameSizeAs(prompt.logits());
        double greatest = 0;
        for (int i = 0; i < logits.length; i++) {
            greatest = Math.max(greatest, Math.abs(logits[i] - prompt.logits().get(i)));
        }
        return greatest;
    }

    private static List<Long> tokens(OngoingText text) {
        return LongStream.of(text.tokens()).boxed().toList();
    }
}
