package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.WeightsType;
import io.cloister.inference.StoriesModel;
import io.cloister.inference.decoder.WrittenTokens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much a model that was really trained loses by quantization: perplexity of its own text, which it wrote in single
 * precision. Smaller models lose more, and this one is tiny.
 */
class PerplexityTests {

    private static final int TOKENS = 200;

    @TempDir
    Path directory;

    @Test
    void quantizationCostsLittleAndEachKindCostsWhatItShould() throws Exception {
        double exact = perplexity("fp32", BuildOptions.of(WeightsType.FP32));
        double half = perplexity("fp16", BuildOptions.of(WeightsType.FP16));
        double eight = perplexity("int8", BuildOptions.of(WeightsType.INT8));
        double four = perplexity("int4", BuildOptions.of(WeightsType.INT4));
        double fourWithZeros =
                perplexity("int4 asymmetric", BuildOptions.of(WeightsType.INT4).withBlocks(32, false));
        double fourWithEight = perplexity(
                "int4, head and embeddings int8",
                BuildOptions.of(WeightsType.INT4).withHead(WeightsType.INT8));

        assertThat(half).isBetween(exact * 0.99, exact * 1.01);
        assertThat(eight).isBetween(exact * 0.97, exact * 1.03);
        assertThat(four).isLessThan(exact * 1.6);
        assertThat(fourWithZeros).isLessThan(exact * 1.6);
        assertThat(fourWithEight).isLessThan(four);
    }

    private double perplexity(String name, BuildOptions options) throws Exception {
        Path folder = directory.resolve(name);
        long[] text = StoriesModel.tokens();
        double sum = 0;
        try (BuiltModel model = BuiltModel.build(StoriesModel.CHECKPOINT, folder, options)) {
            for (int length = 1; length <= TOKENS; length++) {
                WrittenTokens next =
                        model.continued(1, Arrays.copyOf(text, length)).getFirst();
                sum -= logProbability(Objects.requireNonNull(next.promptLogits()), (int) text[length]);
            }
        }
        double perplexity = Math.exp(sum / TOKENS);
        System.out.printf("perplexity of stories260K as %s: %.4f%n", name, perplexity);
        return perplexity;
    }

    private static double logProbability(float[] logits, int token) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - (double) logits[token]);
        }
        return -Math.log(sum);
    }
}
