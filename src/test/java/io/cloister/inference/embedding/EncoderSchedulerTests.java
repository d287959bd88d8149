package io.cloister.inference.embedding;

import static io.cloister.inference.LoadedModels.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.onnx.EncoderGraph;
import io.cloister.inference.onnx.EncoderInput;
import io.cloister.inference.onnx.EncoderSession;
import io.cloister.inference.onnx.GraphFile;
import io.cloister.platform.Problem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread, so that the order of runs is known; the first run is held until everything waits. */
class EncoderSchedulerTests {

    private static final int TOKENS_PER_RUN = 40;

    private final EncoderScheduler scheduler = new EncoderScheduler(1, 3, TOKENS_PER_RUN);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private EncoderSession session;

    @BeforeEach
    void hold() throws Exception {
        Path graph = new TinyEncoder(2).write(folder, "last_hidden_state").resolve("model.onnx");
        session = SESSIONS.openEncoder(EncoderGraph.read(GraphFile.read(graph)), EncoderOutputs.OF_TOKENS);
        scheduler
                .begin(session, Lane.BULK, (_, _, _) -> {
                    running.countDown();
                    return await(held);
                })
                .add(List.of(tokens(1)));
        running.await();
    }

    @AfterEach
    void end() {
        held.countDown();
        scheduler.close();
    }

    @Test
    void questionsPassDocumentsThatWaited() {
        EncodingJob<String> bulk = job(Lane.BULK, "document");
        bulk.add(List.of(tokens(20), tokens(30), tokens(21)));
        EncodingJob<String> question = job(Lane.QUESTION, "question");
        question.add(List.of(tokens(5)));
        held.countDown();
        question.await();
        bulk.await();

        assertThat(order).containsExactly("question 1x5", "document 1x30", "document 1x21", "document 1x20");
    }

    @Test
    void textsOfLikeLengthShareARunUpToItsTokensWhoeverTheyBelongTo() {
        EncodingJob<String> first = job(Lane.BULK, "first");
        first.add(List.of(tokens(10), tokens(2), tokens(10)));
        EncodingJob<String> second = job(Lane.BULK, "second");
        second.add(List.of(tokens(9), tokens(10), tokens(10)));
        held.countDown();
        first.await();
        second.await();

        assertThat(order)
                .containsExactly("first 4x10", "first 4x10", "second 4x10", "second 4x10", "second 1x9", "first 1x2");
    }

    @Test
    void callersTakeTurns() {
        EncodingJob<String> many = job(Lane.BULK, "many");
        many.add(List.of(tokens(40), tokens(39), tokens(38)));
        EncodingJob<String> one = job(Lane.BULK, "one");
        one.add(List.of(tokens(25)));
        held.countDown();
        one.await();
        many.await();

        assertThat(order).containsExactly("many 1x40", "one 1x25", "many 1x39", "many 1x38");
    }

    @Test
    void whatACallerNoLongerWantsIsNotRun() {
        EncodingJob<String> gone = job(Lane.BULK, "gone");
        gone.add(List.of(tokens(30), tokens(20)));
        EncodingJob<String> stays = job(Lane.BULK, "stays");
        stays.add(List.of(tokens(5)));
        gone.close();
        held.countDown();
        stays.await();

        assertThat(order).containsExactly("stays 1x5");
    }

    @Test
    void anInterruptEndsTheWaiting() throws Exception {
        EncodingJob<String> job = job(Lane.QUESTION, "question");
        job.add(List.of(tokens(5)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(job::await).isInstanceOf(CancellationException.class);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            });
            waiting.get();
        }
    }

    @Test
    void refusesCallersBeyondTheLimitOfTheirLane() {
        List<EncodingJob<String>> admitted =
                Stream.of("a", "b").map(name -> job(Lane.BULK, name)).toList();

        assertThatThrownBy(() -> job(Lane.BULK, "d"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("busy");
        assertThat(job(Lane.QUESTION, "question")).isNotNull();
        admitted.getFirst().close();
        assertThat(job(Lane.BULK, "d")).isNotNull();
    }

    @Test
    void aFailureReachesItsCallerOnly() {
        EncodingJob<String> failing = scheduler.begin(session, Lane.BULK, (_, _, _) -> {
            throw new IllegalArgumentException("not this one");
        });
        failing.add(List.of(tokens(10)));
        EncodingJob<String> other = job(Lane.BULK, "other");
        other.add(List.of(tokens(10)));
        held.countDown();

        assertThatThrownBy(failing::await).hasMessage("not this one");
        assertThat(other.await()).containsExactly("other 2x10");
    }

    @Test
    void everyTextGetsItsOwnRowWhateverTheBatches() throws Exception {
        held.countDown();
        Random random = new Random(3);
        float[] table = new TinyEncoder(2).table();
        List<EncoderInput> inputs = IntStream.range(0, 300)
                .mapToObj(_ -> new EncoderInput(
                        random.longs(1 + random.nextInt(50), 0, TinyEncoder.VOCABULARY)
                                .toArray(),
                        null))
                .toList();
        try (EncodingJob<Float> job = scheduler.begin(
                session, Lane.BULK, (output, row, length) -> output.values()[output.offset(row, length - 1)])) {
            job.add(inputs.subList(0, 100));
            job.add(inputs.subList(100, 300));

            assertThat(job.await())
                    .isEqualTo(inputs.stream()
                            .map(input -> table[2 * (int) input.ids()[input.length() - 1]])
                            .toList());
        }
    }

    private EncodingJob<String> job(Lane lane, String name) {
        return scheduler.begin(session, lane, (output, _, _) -> {
            String run = "%s %dx%d".formatted(name, output.rows(), output.length());
            order.add(run);
            return run;
        });
    }

    private static EncoderInput tokens(int count) {
        long[] ids = new long[count];
        Arrays.fill(ids, 7);
        return new EncoderInput(ids, null);
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "held";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
