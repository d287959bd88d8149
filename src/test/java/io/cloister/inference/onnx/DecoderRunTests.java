package io.cloister.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloister.inference.LoadedModels;
import io.cloister.inference.StoriesGraphs;
import io.cloister.inference.StoriesModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import onnx.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decoder gives for tokens, however they are handed to it. */
class DecoderRunTests {

    private static final DecoderLimits LIMITS = new DecoderLimits(512, DecoderLimits.NEVER, 0);
    private static final long[] NOTHING = {};

    @TempDir
    Path folder;

    @Test
    void aCacheInPlaceGivesWhatNewTensorsGive() throws Exception {
        GraphFile inPlace = GraphFile.read(StoriesModel.build(folder).resolve("model.onnx"));
        GraphFile handedOn = new GraphFile(inPlace.path(), inPlace.producer(), inPlace.dataFiles(), Map.of());

        try (DecoderSession one = open(inPlace);
                DecoderSession other = open(handedOn)) {
            assertThat(one.layout().inPlace()).isTrue();
            assertThat(other.layout().inPlace()).isFalse();
            assertThat(greedy(one, story(20), 300)).isEqualTo(greedy(other, story(20), 300));
        }
    }

    @Test
    void halvesGiveNearlyTheSame() throws Exception {
        GraphFile graph = GraphFile.read(StoriesModel.build(folder).resolve("model.onnx"));

        try (DecoderSession session = open(graph)) {
            StoriesModel.change(folder, StoriesGraphs::ofHalves);
            try (DecoderSession halves = open();
                    DecoderRun exact = session.begin(1);
                    DecoderRun rounded = halves.begin(1)) {
                for (long token : story(200)) {
                    exact.read(List.of(new long[] {token}));
                    rounded.read(List.of(new long[] {token}));
                    assertThat(rounded.logits(0)).containsExactly(exact.logits(0), within(0.1f));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "257, false", "400, false", "1, true", "256, true", "257, true", "400, true"})
    void aPromptReadInPartsGivesWhatItsTokensGiveOneByOne(int length, boolean ofTokens) throws Exception {
        StoriesModel.build(folder);
        if (ofTokens) {
            StoriesModel.change(folder, StoriesGraphs::ofTokens);
        }
        long[] prompt = numbers(length);

        try (DecoderSession session = open();
                DecoderRun whole = session.begin(1);
                DecoderRun single = session.begin(1)) {
            whole.read(List.of(prompt));
            for (long token : prompt) {
                single.read(List.of(new long[] {token}));
            }
            assertThat(whole.logits(0)).containsExactly(single.logits(0), within(1e-4f));
        }
    }

    @Test
    void eachRowOfABatchGetsWhatItGetsAlone() throws Exception {
        StoriesModel.build(folder);
        List<long[]> prompts = List.of(story(30), numbers(1), numbers(300), numbers(256), story(7));
        List<Integer> steps = List.of(40, 3, 20, 120, 0);

        try (DecoderSession session = open();
                DecoderRun batch = session.begin(prompts.size())) {
            assertThat(batch).isInstanceOf(BatchRun.class);
            var written = new ArrayList<List<Long>>();
            prompts.forEach(_ -> written.add(new ArrayList<>()));
            List<long[]> unread = prompts;
            for (int step = 0; step < 120; step++) {
                batch.read(unread);
                var next = new ArrayList<long[]>();
                for (int row = 0; row < prompts.size(); row++) {
                    boolean goesOn = step < steps.get(row);
                    if (goesOn) {
                        written.get(row).add(likeliest(batch.logits(row)));
                    }
                    next.add(goesOn ? new long[] {written.get(row).getLast()} : NOTHING);
                }
                unread = next;
            }
            for (int row = 0; row < prompts.size(); row++) {
                assertThat(written.get(row)).isEqualTo(greedy(session, prompts.get(row), steps.get(row)));
            }
        }
    }

    @Test
    void aRowThatWaitedGoesOnAsIfItHadNot() throws Exception {
        StoriesModel.build(folder);

        try (DecoderSession session = open();
                DecoderRun batch = session.begin(2);
                DecoderRun alone = session.begin(1)) {
            batch.read(List.of(story(10), story(50)));
            batch.read(List.of(NOTHING, new long[] {5}));
            batch.read(List.of(NOTHING, new long[] {6}));
            batch.read(List.of(new long[] {7}, new long[] {8}));
            alone.read(List.of(story(10)));
            alone.read(List.of(new long[] {7}));

            assertThat(batch.logits(0)).containsExactly(alone.logits(0), within(1e-4f));
        }
    }

    @Test
    void graphsThatCannotReadRowsTogetherReadThemBesideEachOther() throws Exception {
        StoriesModel.change(StoriesModel.build(folder), StoriesGraphs::ofTokens);

        try (DecoderSession session = open();
                DecoderRun both = session.begin(2);
                DecoderRun alone = session.begin(1)) {
            assertThat(both).isInstanceOf(SeparateRuns.class);
            both.read(List.of(story(9), numbers(4)));
            both.read(List.of(new long[] {3}, NOTHING));
            alone.read(List.of(numbers(4)));

            assertThat(both.logits(1)).containsExactly(alone.logits(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"INT64, false", "INT32, true"})
    void aTextThatPassesTheSwitchIsReadAgainOnce(DataType ids, boolean rankTwo) throws Exception {
        var limits = new DecoderLimits(100, 4, 0);
        GraphFile graph = new CountingGraph(4, ids, rankTwo).write(folder);

        try (DecoderSession session = LoadedModels.SESSIONS.openDecoder(graph, CountingGraph.names(), limits);
                DecoderRun run = session.begin(1)) {
            run.read(List.of(new long[] {1, 2, 3}));
            assertThat(run.logits(0)).containsExactly(6);
            run.read(List.of(new long[] {4}));
            assertThat(run.logits(0)).containsExactly(10);
            run.read(List.of(new long[] {5}));
            assertThat(run.logits(0)).containsExactly(-15);
            run.read(List.of(new long[] {6}));
            assertThat(run.logits(0)).containsExactly(-21);
        }
    }

    @Test
    void aPromptPastTheSwitchIsReadAsSuchFromItsFirstToken() throws Exception {
        var limits = new DecoderLimits(2000, 300, 0);
        GraphFile graph = new CountingGraph(300, DataType.INT64, false).write(folder);
        long[] prompt = numbers(900);

        try (DecoderSession session = LoadedModels.SESSIONS.openDecoder(graph, CountingGraph.names(), limits);
                DecoderRun run = session.begin(1)) {
            run.read(List.of(prompt));
            assertThat(run.logits(0))
                    .containsExactly((float) -Arrays.stream(prompt).sum());
        }
    }

    @Test
    void aRunThatWasTerminatedReadsNoMore() throws Exception {
        StoriesModel.build(folder);

        try (DecoderSession session = open();
                DecoderRun run = session.begin(1)) {
            run.read(List.of(story(5)));
            run.terminate();

            assertThatThrownBy(() -> run.read(List.of(new long[] {1}))).isInstanceOf(IllegalStateException.class);
        }
    }

    private DecoderSession open() throws IOException, UnusableGraphException {
        return open(GraphFile.read(folder.resolve("model.onnx")));
    }

    private static DecoderSession open(GraphFile graph) throws UnusableGraphException {
        return LoadedModels.SESSIONS.openDecoder(graph, DecoderNames.USUAL, LIMITS);
    }

    private static List<Long> greedy(DecoderSession session, long[] prompt, int count) {
        try (DecoderRun run = session.begin(1)) {
            var tokens = new ArrayList<Long>();
            long[] unread = prompt;
            for (int i = 0; i < count; i++) {
                run.read(List.of(unread));
                tokens.add(likeliest(run.logits(0)));
                unread = new long[] {tokens.getLast()};
            }
            return tokens;
        }
    }

    private static long likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    private static long[] story(int length) throws IOException {
        return Arrays.copyOf(StoriesModel.tokens(), length);
    }

    /** Some tokens, never the same row for two lengths that differ. */
    private static long[] numbers(int length) {
        long[] tokens = new long[length];
        Arrays.setAll(tokens, i -> (i * 37L + length) % 500 + 3);
        return tokens;
    }
}
