package io.cloister.inference.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.StoriesModel;
import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.onnx.Device;
import io.cloister.inference.onnx.RowLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rows of a bound model hold and give. */
class BoundRowsTests {

    private static final RowLimits LIMITS = new RowLimits(4, 512, 128, 5);

    @TempDir
    static Path folder;

    @BeforeAll
    static void build() throws Exception {
        StoriesModel.build(folder);
    }

    private static BoundModel open() throws Exception {
        return BoundModel.open(folder.resolve("model.onnx"), false, 1, Device.CPU);
    }

    @Test
    void recordedStepsGiveWhatPlainOnesGive() throws Exception {
        try (BoundModel model = open();
                DecoderRows plain = model.rows(LIMITS);
                DecoderRows recorded = model.captured().rows(LIMITS)) {
            for (int row = 0; row < 3; row++) {
                plain.read(row, 0, story(), 20 + row, 1);
                recorded.read(row, 0, story(), 20 + row, 1);
            }
            for (int step = 0; step < 5; step++) {
                int[] lengths = {20 + step, 21 + step, 22 + step};
                int[] tokens =
                        Arrays.stream(lengths).map(length -> story()[length]).toArray();
                plain.step(0, tokens, lengths);
                recorded.step(0, tokens, lengths);
                for (int row = 0; row < 3; row++) {
                    assertThat(logits(recorded, row)).isEqualTo(logits(plain, row));
                }
            }
            plain.step(1, new int[] {7}, new int[] {26});
            recorded.step(1, new int[] {7}, new int[] {26});
            assertThat(logits(recorded, 0)).isEqualTo(logits(plain, 0));
        }
    }

    @Test
    void severalTokensReadTogetherGiveTheLogitsOfEach() throws Exception {
        try (BoundModel model = open();
                DecoderRows rows = model.rows(LIMITS)) {
            rows.read(2, 0, story(), 30, 1);
            rows.read(2, 30, story(), 35, 5);
            float[][] together = new float[5][];
            for (int i = 0; i < 5; i++) {
                together[i] = logits(rows, i);
            }
            for (int i = 0; i < 5; i++) {
                rows.read(2, 30 + i, story(), 31 + i, 1);
                assertThat(likeliest(logits(rows, 0))).isEqualTo(likeliest(together[i]));
            }
        }
    }

    @Test
    void whatOneRowReadGoesOnInAnother() throws Exception {
        try (BoundModel model = open();
                DecoderRows rows = model.rows(LIMITS);
                Arena arena = Arena.ofConfined()) {
            rows.read(0, 0, story(), 64, 1);
            var memory = arena.allocate(64 * rows.bytesPerToken());
            rows.save(0, 0, 64, memory);
            rows.restore(3, 0, 64, memory);
            rows.step(0, new int[] {story()[64]}, new int[] {64});
            float[] first = logits(rows, 0);
            rows.step(3, new int[] {story()[64]}, new int[] {64});

            assertThat(logits(rows, 0)).isEqualTo(first);
        }
    }

    @Test
    void aRowWhoseMemoryWasGivenBackReadsAnewAndLeavesOthersAlone() throws Exception {
        try (BoundModel model = open();
                DecoderRows rows = model.rows(LIMITS)) {
            rows.read(1, 0, story(), 100, 1);
            rows.read(2, 0, story(), 100, 1);
            float[] wanted = logits(rows, 0);
            rows.release(1);

            rows.step(2, new int[] {story()[100]}, new int[] {100});
            float[] other = logits(rows, 0);
            rows.read(1, 0, story(), 100, 1);
            assertThat(logits(rows, 0)).isEqualTo(wanted);
            rows.step(1, new int[] {story()[100]}, new int[] {100});
            assertThat(logits(rows, 0)).isEqualTo(other);
        }
    }

    @Test
    void stoppedRowsComputeNothingMore() throws Exception {
        try (BoundModel model = open();
                DecoderRows rows = model.rows(LIMITS)) {
            rows.read(0, 0, story(), 5, 1);
            rows.stop();

            assertThatThrownBy(() -> rows.read(0, 5, story(), 6, 1)).isInstanceOf(RuntimeFailure.class);
        }
    }

    @Test
    void aTokenOutsideOfTheVocabularyFailsAndTheSessionGoesOn() throws Exception {
        try (BoundModel model = open();
                DecoderRows rows = model.rows(LIMITS)) {
            rows.step(0, new int[] {1}, new int[] {0});
            int likeliest = likeliest(logits(rows, 0));

            assertThatThrownBy(() -> rows.step(0, new int[] {1_000_000}, new int[] {0}))
                    .isInstanceOf(RuntimeFailure.class)
                    .hasMessageContaining("out of data bounds");
            rows.step(0, new int[] {1}, new int[] {0});
            assertThat(likeliest(logits(rows, 0))).isEqualTo(likeliest);
        }
    }

    private static float[] logits(DecoderRows rows, int index) {
        float[] logits = new float[rows.vocabulary()];
        rows.logits(index, logits);
        return logits;
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    private static int[] story() {
        try {
            return Arrays.stream(StoriesModel.tokens())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
