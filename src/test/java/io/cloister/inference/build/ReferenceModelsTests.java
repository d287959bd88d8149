package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.Reference.Prompt;
import io.cloister.inference.decoder.WrittenTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
                WrittenTokens text =
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
                List<WrittenTokens> texts =
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

    @ParameterizedTest
    @MethodSource("reduced")
    void inReducedPrecisionTokensAreThoseOfTheReferenceWhereItIsSurerThanTheErrorIsLarge(
            Reference reference, WeightsType type) throws Exception {
        try (BuiltModel exact = build(reference, WeightsType.FP32);
                BuiltModel model = build(reference, type)) {
            double error = greatestError(exact, model, reference.prompt("short"));
            assertThat(error).isLessThan(type == WeightsType.FP16 ? 0.1 : 2);
            for (Prompt prompt : reference.prompts()) {
                WrittenTokens text =
                        model.continued(prompt.greedy().size(), prompt.tokens()).getFirst();
                // Both the first and the second choice may be off by the error.
                double unsure = 2 * Math.max(error, greatestError(prompt, text));
                int sure = 0;
                while (sure < prompt.margins().size() && prompt.margins().get(sure) > unsure) {
                    sure++;
                }
                assertThat(tokens(text).subList(0, sure))
                        .as(prompt.name())
                        .isEqualTo(prompt.greedy().subList(0, sure));
            }
        }
    }

    /** Measured at each token of the reference's text. */
    private static double greatestError(BuiltModel exact, BuiltModel model, Prompt prompt) {
        double greatest = 0;
        for (int count = 0; count < prompt.greedy().size(); count++) {
            long[] read = LongStream.concat(
                            LongStream.of(prompt.tokens()),
                            prompt.greedy().stream().limit(count).mapToLong(Long::longValue))
                    .toArray();
            float[] right = logits(exact.continued(1, read).getFirst());
            float[] found = logits(model.continued(1, read).getFirst());
            for (int i = 0; i < right.length; i++) {
                greatest = Math.max(greatest, Math.abs(right[i] - found[i]));
            }
        }
        return greatest;
    }

    private static float[] logits(WrittenTokens text) {
        return Objects.requireNonNull(text.promptLogits());
    }

    static Stream<Arguments> reduced() throws IOException {
        return Reference.oracle()
                .flatMap(reference ->
                        Stream.of(WeightsType.FP16, WeightsType.INT8).map(type -> Arguments.of(reference, type)));
    }

    private BuiltModel build(Reference reference, WeightsType type) throws Exception {
        return BuiltModel.build(reference.folder(), directory.resolve(type.code()), BuildOptions.of(type));
    }

    private static double greatestError(Prompt prompt, WrittenTokens text) {
        float[] logits = logits(text);
        assertThat(logits).hasSameSizeAs(prompt.logits());
        double greatest = 0;
        for (int i = 0; i < logits.length; i++) {
            greatest = Math.max(greatest, Math.abs(logits[i] - prompt.logits().get(i)));
        }
        return greatest;
    }

    private static List<Long> tokens(WrittenTokens text) {
        return LongStream.of(text.tokens()).boxed().toList();
    }
}
