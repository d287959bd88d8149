package io.cloister.inference.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.FinishReason;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.StoriesGraphs;
import io.cloister.inference.StoriesModel;
import io.cloister.inference.sampling.InvalidNumbers;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that grow together, on a model that was really trained. */
class ServingEngineTests {

    private static final Sampling CHANCE = Sampling.of(0.9, 0.95, 40, 7L);

    @TempDir
    static Path folder;

    @BeforeAll
    static void build() throws Exception {
        StoriesModel.build(folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void textsThatJoinAndLeaveAtAnyTimeGetWhatTheyGetAlone(long seed) throws Exception {
        var random = new Random(seed);
        var prompts = new ArrayList<int[]>();
        for (int i = 0; i < 24; i++) {
            prompts.add(prompt(random));
        }
        List<List<Integer>> wanted = new ArrayList<>();
        try (var served = new Served(folder, new EngineSettings(1, Served.CONTEXT, 512, 100, 100, 1L << 30, 0))) {
            for (int[] prompt : prompts) {
                wanted.add(served.alone(1 + prompt.length % 60, prompt));
            }
        }

        try (var served = new Served(folder, Served.rows(5))) {
            var streams = new ArrayList<TokenStream>();
            for (int[] prompt : prompts) {
                boolean guess = random.nextBoolean();
                streams.add(served.submit(Served.NURSE, Sampling.GREEDY, guess, 1 + prompt.length % 60, prompt));
                if (random.nextInt(3) == 0) {
                    // Somebody leaves after a few tokens.
                    TokenStream leaving = served.submit(Served.NURSE, Sampling.GREEDY, guess, 400, prompt);
                    for (int i = random.nextInt(5); i > 0; i--) {
                        leaving.next();
                    }
                    leaving.close();
                }
            }
            for (int i = 0; i < prompts.size(); i++) {
                assertThat(Served.read(streams.get(i))).isEqualTo(wanted.get(i));
            }
        }
    }

    private static int[] prompt(Random random) {
        int[] story = story(1 + random.nextInt(90));
        int[] prompt = Arrays.copyOf(story, story.length + random.nextInt(60));
        for (int i = story.length; i < prompt.length; i++) {
            prompt[i] = 3 + random.nextInt(500);
        }
        return prompt;
    }

    @Test
    void theSameSeedGivesTheSameTextWhateverElseIsWritten() throws Exception {
        try (var served = new Served(folder, Served.rows(4))) {
            List<Integer> alone = Served.read(served.submit(Served.NURSE, CHANCE, false, 100, story(5)));
            TokenStream other = served.submit(Served.NURSE, Sampling.of(1, 1, 0, 3L), false, 300, story(40));
            other.next();
            List<Integer> together = Served.read(served.submit(Served.NURSE, CHANCE, true, 100, story(5)));

            assertThat(together).isEqualTo(alone);
            other.close();
        }
    }

    @Test
    void guessesOfTokensThatWereThereBeforeDoNotChangeTheText() throws Exception {
        int[] twice = Arrays.copyOf(story(60), 120);
        System.arraycopy(story(60), 0, twice, 60, 60);
        try (var served = new Served(folder, Served.rows(2))) {
            List<Integer> plain = served.alone(80, twice);
            List<Integer> guessed = Served.read(served.submit(Served.NURSE, Sampling.GREEDY, true, 80, twice));

            assertThat(guessed).isEqualTo(plain);
            assertThat(served.engine().status().guessed()).isPositive();
        }
    }

    @Test
    void aSmallerModelMayGuess() throws Exception {
        try (var plain = new Served(folder, Served.rows(1));
                var served = new Served(folder, Served.rows(1), 1, folder)) {
            List<Integer> guessed = Served.read(served.submit(Served.NURSE, Sampling.GREEDY, true, 100, story(9)));
            List<Integer> sampled = Served.read(served.submit(Served.NURSE, CHANCE, true, 100, story(9)));

            assertThat(guessed).isEqualTo(plain.alone(100, story(9)));
            assertThat(sampled).isEqualTo(Served.read(plain.submit(Served.NURSE, CHANCE, false, 100, story(9))));
            // It is the same model: of greedy texts it guesses everything.
            assertThat(served.engine().status().right()).isGreaterThan(70);
        }
    }

    @Test
    void twoReplicasServeOneQueue() throws Exception {
        try (var served = new Served(folder, Served.rows(1), 2, null)) {
            TokenStream first = served.submit(Served.NURSE, Sampling.GREEDY, false, 450, story(5));
            TokenStream second = served.submit(Served.NURSE, Sampling.GREEDY, false, 450, story(5));
            first.next();
            second.next();

            assertThat(Served.read(second)).isEqualTo(Served.read(first));
        }
    }

    @Test
    void theNextTurnOfAConversationIsNotReadAgain() throws Exception {
        try (var served = new Served(folder, Served.rows(2))) {
            List<Integer> answer = served.alone(50, story(200));
            int[] next = Arrays.copyOf(story(200), 260);
            for (int i = 0; i < 50; i++) {
                next[200 + i] = answer.get(i);
            }
            TokenStream stream = served.submit(Requester.HOUSE, Sampling.GREEDY, false, 20, next);

            List<Integer> written = Served.read(stream);
            // All full blocks of what was read: the last token of the answer was not.
            assertThat(stream.cached()).isEqualTo(224);
            try (var fresh = new Served(folder, Served.rows(1))) {
                assertThat(written).isEqualTo(fresh.alone(20, next));
            }
        }
    }

    @Test
    void whatADepartmentAskedIsNeverUsedForAnother() throws Exception {
        try (var served = new Served(folder, Served.rows(2))) {
            int[] prompt = story(200);
            Served.read(served.engine().submit(Served.request(Served.NURSE, Sampling.GREEDY, false, 1, 70, prompt)));
            TokenStream colleague = served.engine()
                    .submit(Served.request(Served.requester("ward", "doctor"), Sampling.GREEDY, false, 1, 70, prompt));
            TokenStream stranger = served.engine()
                    .submit(Served.request(Served.requester("legal", "clerk"), Sampling.GREEDY, false, 1, 70, prompt));
            TokenStream house =
                    served.engine().submit(Served.request(Requester.HOUSE, Sampling.GREEDY, false, 1, 0, prompt));
            List.of(colleague, stranger, house).forEach(Served::read);

            assertThat(colleague.cached()).isEqualTo(192);
            // Two blocks lie within what stands in everybody's prompts.
            assertThat(stranger.cached()).isEqualTo(64);
            assertThat(house.cached()).isZero();
        }
    }

    @Test
    void aTextThatNobodyReadsAnyMoreLeavesItsRow() throws Exception {
        try (var served = new Served(folder, Served.rows(1))) {
            TokenStream first = served.submit(Served.NURSE, Sampling.GREEDY, false, 500, story(5));
            TokenStream second = served.submit(Served.NURSE, Sampling.GREEDY, false, 3, story(5));
            first.next();
            first.close();

            assertThat(Served.read(second)).hasSize(3);
            assertThatThrownBy(() -> Served.reason(first)).isInstanceOf(Problem.class);
            assertThat(served.engine().status().tokens()).isLessThan(400);
        }
    }

    @Test
    void aReaderWhoTakesItsTimeDoesNotHoldUpTheOthers() throws Exception {
        try (var served = new Served(folder, Served.rows(1))) {
            TokenStream slow = served.submit(Served.NURSE, Sampling.GREEDY, false, 200, story(5));
            TokenStream next = served.submit(Served.NURSE, Sampling.GREEDY, false, 3, story(5));

            assertThat(Served.read(next)).hasSize(3);
            assertThat(Served.read(slow)).hasSize(200);
        }
    }

    @Test
    void whatComesTooLateIsNotBegun() throws Exception {
        var late = new Requester("ward", "nurse", Requester.Urgency.INTERACTIVE, Instant.EPOCH);
        try (var served = new Served(folder, Served.rows(1))) {
            TokenStream stream = served.submit(late, Sampling.GREEDY, false, 3, story(5));

            assertThatThrownBy(() -> Served.read(stream)).hasMessageContaining("not ready in time");
        }
    }

    @Test
    void aPromptLongerThanTheContextIsRefusedBeforeAnyWork() throws Exception {
        try (var served = new Served(folder, Served.rows(1))) {
            assertThatThrownBy(() -> served.submit(Served.NURSE, Sampling.GREEDY, false, 3, new int[513]))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.type()).isEqualTo(ProblemType.PROMPT_TOO_LONG);
                        assertThat(problem.sentence()).contains("513 tokens").contains("at most 512");
                    });
            assertThat(served.engine().status().tokens()).isZero();
        }
    }

    @Test
    void theContextEndsAText() throws Exception {
        try (var served = new Served(folder, Served.rows(1))) {
            TokenStream stream = served.submit(Served.NURSE, Sampling.GREEDY, true, 10_000, story(300));

            for (int i = 300; i < Served.CONTEXT; i++) {
                assertThat(stream.next()).isInstanceOf(TokenEvent.Token.class);
            }
            assertThat(Served.reason(stream)).isEqualTo(FinishReason.LENGTH);
        }
    }

    @Test
    void whoIsWaitingLearnsThatTheModelIsStopped() throws Exception {
        TokenStream stream;
        try (var served = new Served(folder, Served.rows(1))) {
            stream = served.submit(Served.NURSE, Sampling.GREEDY, false, 500, story(5));
            stream.next();
        }

        assertThatThrownBy(() -> Served.reason(stream)).hasMessageContaining("was stopped");
    }

    @Test
    void aTextWithoutValidNumbersFailsAloneAndTheModelIsFlagged(@TempDir Path damaged) throws Exception {
        StoriesModel.damage(StoriesModel.build(damaged), graph -> StoriesGraphs.ofNoNumbersAfter(graph, 300));

        try (var served = new Served(damaged, Served.rows(3));
                var sound = new Served(folder, Served.rows(1))) {
            TokenStream other = served.submit(Served.NURSE, Sampling.GREEDY, false, 100, story(5));
            TokenStream hit = served.submit(Served.NURSE, Sampling.GREEDY, false, 100, 1, 300, 5);

            assertThatThrownBy(() -> Served.read(hit)).isInstanceOf(InvalidNumbers.class);
            assertThat(Served.read(other)).isEqualTo(sound.alone(100, story(5)));
            assertThat(served.engine().status().invalid()).isEqualTo(1);
        }
    }

    @Test
    void whatATextWithoutValidNumbersReadIsNotKept(@TempDir Path damaged) throws Exception {
        StoriesModel.damage(StoriesModel.build(damaged), graph -> StoriesGraphs.ofNoNumbersAfter(graph, 300));
        int[] prompt = story(100);
        prompt[70] = 300;

        try (var served = new Served(damaged, Served.rows(1))) {
            TokenStream first = served.submit(Served.NURSE, Sampling.GREEDY, false, 5, prompt);
            assertThatThrownBy(() -> Served.read(first)).isInstanceOf(InvalidNumbers.class);
            TokenStream second = served.submit(Served.NURSE, Sampling.GREEDY, false, 5, prompt);
            assertThatThrownBy(() -> Served.read(second)).isInstanceOf(InvalidNumbers.class);

            // Two blocks were read before the token that spoils the rest.
            assertThat(second.cached()).isEqualTo(64);
        }
    }

    @Test
    void aModelThatGuessesAndFailsIsDoneWithout() throws Exception {
        try (var plain = new Served(folder, Served.rows(1));
                var served = new Served(folder, Served.rows(1), 1, folder)) {
            served.stopGuessing();
            List<Integer> written = Served.read(served.submit(Served.NURSE, Sampling.GREEDY, true, 50, story(9)));

            assertThat(written).isEqualTo(plain.alone(50, story(9)));
            assertThat(served.engine().status().up()).isTrue();
        }
    }

    static int[] story(int length) {
        try {
            return Arrays.stream(StoriesModel.tokens())
                    .limit(length)
                    .mapToInt(Math::toIntExact)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
